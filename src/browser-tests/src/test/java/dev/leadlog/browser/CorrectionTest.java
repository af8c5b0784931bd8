package dev.leadlog.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Tests the correction of a lead with an invalid phone number. */
class CorrectionTest extends ConsoleTest {

  static final String FORM =
      """
      {"formId":"527829666666422","formName":"Call me back","mapping":[
        {"metaField":"full_name","leadField":"lead_name","required":true},
        {"metaField":"phone_number","leadField":"mobile_no","format":[{"name":"format_phone_number","args":{"region":"IN"}}],"required":true}]}""";

  @BeforeAll
  static void checkPhoneNumbers() {
    if (Browser.isInstalled()) {
      product().saveForm(FORM);
    }
  }

  @Test
  void an_invalid_phone_number_is_corrected_and_the_lead_is_processed() {
    String lead =
        product()
            .lead(Product.CALLBACK_FORM, "{\"full_name\":\"Asha Rao\",\"phone_number\":\"12\"}");
    product().awaitStatus(lead, "Error");

    show("/leads?status=Error&reason=INVALID_PHONE");
    browser.press(lead);
    browser.awaitText("Invalid phone number");
    browser.press("Correct answers");
    browser.await("the answer", () -> correctedAnswer("12") != null);
    correctedAnswer("12").clear();
    browser.await("the cleared answer", () -> correctedAnswer("") != null);
    correctedAnswer("").sendKeys("98765 43210");
    browser.awaitText("The lead can be delivered.");
    browser.press("Save and process");

    browser.awaitText("Processed. The lead is delivered.");
    JsonNode stored = product().awaitStatus(lead, "Processed");
    assertThat(stored.path("correctedPayload").toString()).contains("98765 43210");
    assertThat(stored.path("leadPayload").toString()).contains("\"12\"");
    assertThat(browser.text()).contains("Corrected", "12");
  }

  @Test
  void the_input_is_kept_when_the_api_fails() {
    String lead =
        product()
            .lead(Product.CALLBACK_FORM, "{\"full_name\":\"Ravi Shah\",\"phone_number\":\"34\"}");
    product().awaitStatus(lead, "Error");
    show("/leads/" + lead);
    browser.press("Correct answers");
    browser.await("the answer", () -> correctedAnswer("34") != null);
    correctedAnswer("34").sendKeys("56");

    for (int status : new int[] {500, 403, 412, 503}) {
      proxy.fault(
          "PUT",
          "/api/lead-logs/",
          new Proxy.Fault(
              status, "{\"title\":\"Refused\",\"detail\":\"refused with " + status + "\"}", 0));
      browser.press("Save only");
      browser.await(
          "the failure " + status,
          () ->
              !browser.driver().findElements(By.cssSelector(".correction [role=alert]")).isEmpty());
      assertThat(correctedAnswer("3456")).as("after %s", status).isNotNull();
    }
    proxy.reset();
    browser.press("Save only");

    browser.awaitText("The correction is saved.");
    assertThat(
            product()
                .call("GET", "/api/lead-logs/" + lead, null)
                .path("correctedPayload")
                .toString())
        .contains("3456");
  }

  @Test
  void a_view_with_unsaved_corrections_asks_before_it_is_left() {
    String lead =
        product()
            .lead(Product.CALLBACK_FORM, "{\"full_name\":\"Mira Sen\",\"phone_number\":\"56\"}");
    product().awaitStatus(lead, "Error");
    show("/leads/" + lead);
    browser.press("Correct answers");
    browser.await("the answer", () -> correctedAnswer("56") != null);
    correctedAnswer("56").sendKeys("7");

    browser.press("Jobs");
    browser.awaitText("Discard your corrections?");
    browser.press("Cancel");

    assertThat(correctedAnswer("567")).isNotNull();
    assertThat(browser.driver().getCurrentUrl()).contains(lead);
  }

  private static org.openqa.selenium.WebElement correctedAnswer(String value) {
    return browser.driver().findElements(By.cssSelector(".correction textarea")).stream()
        .filter(field -> field.getAttribute("value").equals(value))
        .findFirst()
        .orElse(null);
  }
}
