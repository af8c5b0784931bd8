package dev.leadlog.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests the mapping editor. */
class MappingViewTest extends ConsoleTest {

  @Test
  void accepted_suggestions_are_saved_and_the_waiting_lead_is_processed() {
    product().removeForm(Product.UNMAPPED_FORM);
    String lead =
        product()
            .lead(
                Product.UNMAPPED_FORM,
                "{\"full_name\":\"Nina Wolf\",\"email\":\"nina@example.org\"}");
    product().awaitStatus(lead, "Unconfigured");

    show("/pages/" + Product.PAGE + "/forms/" + Product.UNMAPPED_FORM);
    browser.awaitText("No answer is mapped to a field yet.");
    browser.press("Accept all 3 suggestions");
    browser.press("Save mapping");

    browser.awaitText("Saved as revision");
    product().awaitStatus(lead, "Processed");
    assertThat(product().page().path("forms").toString()).contains(Product.UNMAPPED_FORM);
  }

  @Test
  void a_conflict_with_another_person_shows_both_versions() {
    show("/pages/" + Product.PAGE + "/forms/" + Product.FORM);
    browser.await(
        "the name", () -> !browser.field("Name of the form").getAttribute("value").isEmpty());
    browser.type("Name of the form", "Spring offer, mine");

    product()
        .saveForm(
            """
        {"formId":"527829666666421","formName":"Spring offer, theirs","mapping":[{"metaField":"full_name","leadField":"lead_name","required":true}]}""");
    browser.press("Save mapping");

    browser.awaitText("Another person has changed this page");
    assertThat(browser.text()).contains("Spring offer, theirs", "Spring offer, mine");
    browser.press("Save all of mine");
    browser.awaitText("Saved as revision");
    assertThat(product().page().toString()).contains("Spring offer, mine");
  }
}
