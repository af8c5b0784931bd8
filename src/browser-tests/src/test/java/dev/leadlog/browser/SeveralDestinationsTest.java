package dev.leadlog.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** A form that delivers to the leads table, HubSpot and Slack, as a person sees and fixes it. */
class SeveralDestinationsTest extends ConsoleTest {

  private static final String FORM =
      """
      {"formId":"527829666666422","formName":"Call me back",
       "mapping":[{"metaField":"full_name","leadField":"lead_name","required":true}],
       "destinations":[
        {"name":"table","type":"leads-table"},
        {"name":"crm","type":"hubspot","mapping":[
          {"metaField":"full_name","leadField":"lastname"},
          {"metaField":"email","leadField":"email"}]},
        {"name":"sales","type":"slack","url":"%s/simulated-slack/services/T01/B01/sales"}]}""";

  @BeforeAll
  static void deliverToThree() {
    if (Browser.isInstalled()) {
      product().saveForm(FORM.formatted(product().url()));
    }
  }

  @Test
  void a_lead_that_hubspot_refuses_is_corrected_and_sent_to_hubspot_alone() {
    String lead =
        product()
            .lead(Product.CALLBACK_FORM, "{\"full_name\":\"Lena Hart\",\"email\":\"no address\"}");
    product().awaitStatus(lead, "Error");
    show("/leads/" + lead);
    browser.awaitText("Deliveries");
    browser.awaitText("Failed");
    assertThat(browser.text()).contains("table", "crm", "sales", "Delivered");

    browser.press("Correct answers");
    browser.type("Email", "lena.hart@example.org");
    browser.press("Save only");
    browser.awaitText("The correction is saved.");
    browser.press("Send to crm");

    browser.awaitText("Processed. The lead is delivered.");
    JsonNode stored = product().awaitStatus(lead, "Processed");
    assertThat(attempts(stored, "table")).isOne();
    assertThat(attempts(stored, "sales")).isOne();
    assertThat(delivery(stored, "crm").at("/reference/type").asText()).isEqualTo("contact");
    assertThat(browser.has("Send to table")).isFalse();
  }

  @Test
  void a_problem_of_one_destination_is_shown_once() {
    product().saveForm(FORM.formatted(product().url()));
    String lead = product().lead(Product.CALLBACK_FORM, "{\"email\":\"nobody@example.org\"}");
    product().awaitStatus(lead, "Error");
    show("/leads/" + lead);
    browser.press("Correct answers");
    browser.awaitText("The lead cannot be delivered yet.");

    assertThat(problems()).isOne();
  }

  @Test
  void a_form_with_its_own_destinations_has_no_unsaved_changes_when_it_is_opened() {
    product().saveForm(FORM.formatted(product().url()));
    show("/pages/" + Product.PAGE + "/forms/" + Product.CALLBACK_FORM);
    browser.awaitText("Destinations of this form only");

    browser.press("Jobs");

    browser.awaitHeading("Jobs");
  }

  @Test
  void a_destination_that_is_added_in_the_editor_receives_the_next_lead() {
    addDestination("Slack", "callers");
    fill("destination-1-url", product().url() + "/simulated-slack/services/T01/B01/callers");
    browser.press("Save mapping");
    browser.awaitText("Saved as revision");

    String lead =
        product()
            .lead(
                Product.CALLBACK_FORM,
                "{\"full_name\":\"Otto Adler\",\"phone_number\":\"98765 43212\"}");
    JsonNode stored = product().awaitStatus(lead, "Processed");
    assertThat(delivery(stored, "leads-table").path("state").asText()).isEqualTo("Delivered");
    product()
        .await(lead, log -> delivery(log, "callers").path("state").asText().equals("Delivered"));
    assertThat(product().call("GET", "/simulated-slack", null).toString()).contains("callers");
  }

  @Test
  void a_second_destination_gets_a_mapping_of_its_own_without_json() {
    addDestination("HubSpot", "crm");

    browser.press("Mapping of crm");
    browser.awaitText("crm uses the mapping of the form.");
    browser.press("Give it its own mapping");
    browser.press("Accept all 4 suggestions");
    browser.press("Save mapping");
    browser.awaitText("Saved as revision");
    browser.awaitText("First name");
    browser.press("The form");
    browser.awaitText("Used by: leads-table.");

    String lead =
        product()
            .lead(
                Product.CALLBACK_FORM,
                "{\"full_name\":\"Vera Lind\",\"email\":\"vera.lind@example.org\",\"phone_number\":\"+919876543213\"}");
    JsonNode stored = product().awaitStatus(lead, "Processed");
    assertThat(delivery(stored, "leads-table").path("state").asText()).isEqualTo("Delivered");
    assertThat(delivery(stored, "crm").at("/reference/type").asText()).isEqualTo("contact");
    assertThat(product().page().path("forms").findValuesAsText("leadField"))
        .contains("firstname", "lastname", "email", "phone");
  }

  @Test
  void a_mistake_in_the_mapping_of_a_destination_is_shown_at_its_entry() {
    product().saveForm(FORM.formatted(product().url()));
    show("/pages/" + Product.PAGE + "/forms/" + Product.CALLBACK_FORM);
    browser.press("crm");
    browser.awaitText("Only crm uses this mapping.");
    browser.await("its fields", () -> fieldValue("field-0-to").equals("lastname"));
    fill("field-0-to", "surname");
    browser.press("The form");
    browser.press("Save mapping");

    browser.awaitText("\"surname\" is not a field of the destination");
    assertThat(fieldValue("field-0-to")).isEqualTo("surname");
  }

  /** Adds a second destination to a form that uses the page's, in the editor. */
  private static void addDestination(String type, String name) {
    product().saveForm(CorrectionTest.FORM);
    show("/pages/" + Product.PAGE + "/forms/" + Product.CALLBACK_FORM);
    browser.awaitText("Destinations of this form only");
    browser.tick("Destinations of this form only");
    browser.press("Add another destination");
    select("destination-1-type", type);
    fill("destination-1-name", name);
  }

  private static int problems() {
    return browser.driver().findElements(By.cssSelector(".answer .problems li")).size();
  }

  private static String fieldValue(String id) {
    return browser.driver().findElement(By.id(id)).getAttribute("value");
  }

  private static int attempts(JsonNode lead, String name) {
    return delivery(lead, name).path("attempts").asInt();
  }

  private static JsonNode delivery(JsonNode lead, String name) {
    for (JsonNode delivery : lead.path("deliveries")) {
      if (delivery.path("name").asText().equals(name)) {
        return delivery;
      }
    }
    throw new AssertionError("no delivery " + name + " in " + lead);
  }
}
