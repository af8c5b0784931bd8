package dev.leadlog.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** Tests the sign-in at a provider, the scopes, and the end of a session. */
class SessionTest extends ConsoleTest {

  @BeforeEach
  void requireSignIn() {
    String login =
        "{\"login\":{\"issuer\":\""
            + proxy.url()
            + "/login\",\"clientId\":\"console\",\"scopes\":\"openid leadlog/read leadlog/operate\",\"loginUrl\":\""
            + proxy.url()
            + "/login\"}}";
    proxy.fault("GET", "/console/config.json", new Proxy.Fault(200, login, 0));
    proxy.signsIn("leadlog/read leadlog/operate");
  }

  @Test
  void the_sign_in_returns_to_the_requested_url() {
    show("/leads?status=Error");

    browser.awaitHeading("Lead log");
    assertThat(browser.driver().getCurrentUrl())
        .endsWith("/console#/leads?status=Error")
        .doesNotContain("code=");
    assertThat(proxy.lastAuthorization()).isEqualTo("Bearer token-1");
    assertThat(
            String.valueOf(
                browser.run("return JSON.stringify({...localStorage, ...sessionStorage})")))
        .doesNotContain("token-1");
  }

  @Test
  void a_person_with_the_scope_read_sees_no_buttons_that_change_data() {
    proxy.signsIn("leadlog/read");
    show("/leads");

    awaitLeadRows();
    assertThat(browser.has("Process leads")).isFalse();
    assertThat(browser.driver().findElements(By.cssSelector("table.leads input[type=checkbox]")))
        .isEmpty();
  }

  @Test
  void a_person_with_the_scope_read_downloads_a_list_without_a_job() {
    proxy.signsIn("leadlog/read");
    proxy.enforceScopes();
    show("/leads?status=Processed");
    awaitLeadRows();

    browser.press("Export list");

    browser.awaitText("The export was downloaded.");
    assertThat(browser.downloaded("lead-logs-", ".csv"))
        .contains("Leadgen ID")
        .contains("Processed")
        .doesNotContain("Unconfigured");
  }

  @Test
  void a_list_that_is_too_long_for_a_download_names_the_ways_out() {
    proxy.signsIn("leadlog/read");
    proxy.fault("GET", "/api/lead-logs.csv", new Proxy.Fault(413, "{\"status\":413}", 0));
    show("/leads");
    awaitLeadRows();

    browser.press("Export list");

    browser.awaitText("The list is too long for a download.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"leadlog/read", "leadlog/read leadlog/operate"})
  void no_view_and_no_button_needs_a_scope_that_the_person_does_not_have(String scopes) {
    proxy.signsIn(scopes);
    proxy.enforceScopes();
    views()
        .forEach(
            (view, route) -> {
              show(route);
              browser.await(
                  view,
                  () ->
                      !browser.driver().findElements(By.cssSelector("main h1")).isEmpty()
                          && browser.driver().findElements(By.cssSelector(".loading")).isEmpty());
              pressEachButton();
            });

    assertThat(proxy.refused()).isEmpty();
  }

  /** Presses each button of a view once, and closes each dialog that it opens. */
  private static void pressEachButton() {
    int count = buttons().size();
    for (int i = 0; i < count; i++) {
      List<WebElement> now = buttons();
      if (i < now.size()) {
        browser.run("arguments[0].click()", now.get(i));
        browser.run("document.querySelectorAll('dialog[open]').forEach(one => one.close())");
      }
    }
  }

  private static List<WebElement> buttons() {
    return browser.driver().findElements(By.cssSelector("main button:enabled"));
  }

  @Test
  void a_person_without_the_scope_configure_reads_a_mapping_and_its_preview() {
    proxy.enforceScopes();
    show(views().get("mapping"));

    browser.awaitText("Only an admin can save it.");
    browser.awaitText("The lead can be delivered.");
    assertThat(browser.has("Save mapping")).isFalse();
    assertThat(browser.text()).doesNotContain("Not allowed");
  }

  @Test
  void the_input_is_kept_when_the_session_ends_during_an_edit() {
    String lead = product().lead(Product.CALLBACK_FORM, "{\"full_name\":\"Session Ends\"}");
    product().awaitStatus(lead, "Error");
    show("/leads/" + lead);
    browser.press("Correct answers");
    browser.await(
        "the answer",
        () ->
            browser
                .driver()
                .findElement(By.cssSelector(".correction textarea"))
                .getAttribute("value")
                .equals("Session Ends"));

    proxy.endSession();
    // The preview of the input is the first call after the end of the session.
    browser.driver().findElement(By.cssSelector(".correction textarea")).sendKeys(" Here");
    browser.awaitText("Your session has ended");
    String window = browser.driver().getWindowHandle();
    browser.press("Sign in");
    browser.driver().switchTo().window(window);
    browser.await(
        "the dialog is closed",
        () -> browser.driver().findElements(By.cssSelector("dialog[open]")).isEmpty());
    browser.press("Save only");

    browser.awaitText("The correction is saved.");
    assertThat(
            product()
                .call("GET", "/api/lead-logs/" + lead, null)
                .path("correctedPayload")
                .toString())
        .contains("Session Ends Here");
  }
}
