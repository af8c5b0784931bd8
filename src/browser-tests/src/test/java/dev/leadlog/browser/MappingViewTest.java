package dev.leadlog.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

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
  void a_formatting_function_and_a_check_are_chosen_with_their_arguments() {
    product().saveForm(CorrectionTest.FORM);
    show("/pages/" + Product.PAGE + "/forms/" + Product.CALLBACK_FORM);
    WebElement row =
        browser.await(
            "the entry", () -> browser.driver().findElement(By.cssSelector("mapping-row")));
    row.findElement(By.cssSelector("summary")).click();

    browser.choose("Formatting function", "truncate - " + description("truncate"));
    browser.press("Add: Formatting function");
    fill("field-0-format-0-max", "5");
    browser.choose("Check", "length - " + description("length"));
    browser.press("Add: Check");
    fill("field-0-validate-0-min", "2");
    browser.press("Save mapping");

    browser.awaitText("Saved as revision");
    assertThat(product().page().path("forms").toString())
        .contains(
            "\"format\":[{\"name\":\"truncate\",\"args\":{\"max\":5}}]",
            "\"validate\":[{\"name\":\"length\",\"args\":{\"min\":2}}]");
  }

  private static String description(String function) {
    JsonNode catalogue = product().call("GET", "/api/mapping-functions", null);
    return Stream.of("functions", "validators")
        .flatMap(list -> StreamSupport.stream(catalogue.path(list).spliterator(), false))
        .filter(one -> one.path("name").asText().equals(function))
        .map(one -> one.path("description").asText())
        .findFirst()
        .orElseThrow();
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
