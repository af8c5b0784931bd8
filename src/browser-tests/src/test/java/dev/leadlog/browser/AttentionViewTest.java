package dev.leadlog.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Tests the first view, which shows the leads that need attention. */
class AttentionViewTest extends ConsoleTest {

  @BeforeAll
  static void leaveAFormUnmapped() {
    if (Browser.isInstalled()) {
      product().removeForm(Product.UNMAPPED_FORM);
      String lead = product().lead(Product.UNMAPPED_FORM, "{\"full_name\":\"Nils Berg\"}");
      product().awaitStatus(lead, "Unconfigured");
    }
  }

  @Test
  void waiting_leads_are_grouped_by_reason_with_a_remedy() {
    show("");

    browser.awaitHeading("Attention");
    browser.awaitText("Page is not set up");
    browser.awaitText("Form is not mapped");
    assertThat(browser.text()).contains("Page is disabled", "What to do:", "1 lead");
  }

  @Test
  void the_count_of_a_group_links_to_its_leads() {
    show("/attention");

    browser.await(
        "the group of disabled pages",
        () -> {
          browser
              .driver()
              .findElement(By.cssSelector("#group-Disabled-PAGE_DISABLED"))
              .findElement(By.xpath("../..//p[@class='count']/a"))
              .click();
          return true;
        });

    browser.awaitHeading("Lead log");
    assertThat(browser.driver().getCurrentUrl())
        .contains("status=Disabled", "reason=PAGE_DISABLED");
    browser.awaitText("End of the list: 1 lead.");
  }

  @Test
  void errors_come_first_and_leads_that_wait_for_a_configuration_have_no_process_button() {
    product().saveForm(CorrectionTest.FORM);
    String lead = product().lead(Product.CALLBACK_FORM, "{\"full_name\":\"Urgent One\"}");
    product().awaitStatus(lead, "Error");
    show("/attention");

    browser.awaitText("Page is disabled");
    assertThat(browser.driver().findElement(By.cssSelector("main section h2")).getText())
        .endsWith("Error");
    assertThat(
            browser
                .driver()
                .findElement(By.cssSelector("[aria-labelledby=group-Disabled-PAGE_DISABLED]"))
                .getText())
        .contains("Open the page")
        .doesNotContain("Process leads");
  }

  @Test
  void an_unmapped_form_links_to_the_mapping_editor() {
    show("/attention");

    browser.awaitText("Form is not mapped");
    browser.press("Map the form");

    browser.await("the mapping editor", () -> browser.driver().getCurrentUrl().contains("/forms/"));
    browser.awaitText("Map the form");
  }
}
