package dev.leadlog.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The work of a day without a mouse. */
class KeyboardTest extends ConsoleTest {

  @Test
  void a_lead_is_corrected_and_processed_by_keyboard_alone() {
    product().saveForm(CorrectionTest.FORM);
    String lead =
        product()
            .lead(Product.CALLBACK_FORM, "{\"full_name\":\"Kim Keys\",\"phone_number\":\"78\"}");
    product().awaitStatus(lead, "Error");
    show("/leads/" + lead);
    browser.awaitText("Invalid phone number");

    browser.tabTo("Correct answers");
    browser.keys(Keys.ENTER);
    browser.awaitText("Save and process");
    browser.tabTo("Phone number");
    browser.replaceText("98765 43211");
    browser.awaitText("The lead can be delivered.");
    browser.tabTo("Save and process");
    browser.keys(Keys.ENTER);

    browser.awaitText("Processed. The lead is delivered.");
    product().awaitStatus(lead, "Processed");
  }

  @Test
  void leads_are_filtered_selected_and_processed_by_keyboard_alone() {
    product().saveForm(CorrectionTest.FORM);
    String lead = product().lead(Product.CALLBACK_FORM, "{\"full_name\":\"Kim Select\"}");
    product().awaitStatus(lead, "Error");
    show("/leads");
    browser.awaitHeading("Lead log");

    browser.tabTo("Status");
    browser.keys("Error");
    browser.await(
        "the filter in the address",
        () -> browser.driver().getCurrentUrl().contains("status=Error"));
    browser.await("the lead", () -> browser.text().contains(lead));
    browser.tabTo("Select lead " + lead);
    browser.keys(Keys.SPACE);
    browser.awaitText("1 lead selected");
    browser.tabTo("Process leads");
    browser.keys(Keys.ENTER);
    browser.awaitText("1 lead will be processed.");
    browser.tabTo("Process leads");
    browser.keys(Keys.ENTER);

    browser.awaitText("1 found, 1 will be processed, 0 skipped");
  }

  @Test
  void a_dialog_keeps_the_focus_and_gives_it_back() {
    show("/pages/" + Product.PAGE);
    browser.awaitText("Acme");
    browser.tabTo("Disable");
    browser.keys(Keys.ENTER);
    browser.await("the dialog", () -> isInDialog());

    for (int i = 0; i < 12; i++) {
      browser.keys(Keys.TAB);
      assertThat(isInDialog()).as("after %s tab stops", i + 1).isTrue();
    }
    browser.keys(Keys.ESCAPE);

    browser.await(
        "the focus on the button again",
        () -> browser.driver().switchTo().activeElement().getAccessibleName().equals("Disable"));
    assertThat(product().page().path("enabled").asBoolean(true)).isTrue();
  }

  /** The browser's own controls, which have no element, count as inside. */
  private static boolean isInDialog() {
    return Boolean.TRUE.equals(
        browser.run(
            "const dialog = document.querySelector('dialog[open]');"
                + "return Boolean(dialog) && (document.activeElement === document.body || dialog.contains(document.activeElement))"));
  }
}
