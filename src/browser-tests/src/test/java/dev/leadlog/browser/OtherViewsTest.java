package dev.leadlog.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Pages, set-up, import, numbers, jobs. */
class OtherViewsTest extends ConsoleTest {

  @Test
  void each_page_shows_its_state() {
    show("/pages");

    browser.awaitText("Acme Resting");
    assertThat(browser.text()).contains("Enabled", "Disabled", "Access token", "Last webhook");
  }

  @Test
  void a_page_is_disabled_and_enabled_again() {
    show("/pages/" + Product.PAGE);
    browser.press("Disable");
    browser.press("Disable");
    browser.awaitText("The page is disabled.");
    assertThat(product().page().path("enabled").asBoolean()).isFalse();

    browser.press("Enable");
    browser.awaitText("The page is enabled.");
    assertThat(product().page().path("enabled").asBoolean(true)).isTrue();
  }

  @Test
  void the_set_up_shows_its_progress_and_receives_a_test_lead() {
    show("/setup/" + Product.PAGE + "?step=test");

    browser.awaitText("Find and add the page");
    assertThat(browser.text()).contains("Subscribe the page", "Done");
    browser.press("Create a test lead");
    browser.awaitText("A lead has arrived.");
  }

  @Test
  void a_file_is_checked_first_and_then_imported() throws IOException {
    Path file =
        Files.writeString(
            Files.createTempFile("leads", ".csv"),
            "Leadgen ID,Page ID,Form ID\n"
                + "700000000000000901,1635959142565683,527829666666421\n"
                + "700000000000000902,1635959142565683,\n");
    show("/import");
    browser
        .await(
            "the file field",
            () -> browser.driver().findElement(By.cssSelector("input[type=file]")))
        .sendKeys(file.toString());

    browser.awaitText("Result of the check");
    browser.awaitText("Form ID");
    assertThat(
            product().call("GET", "/api/lead-logs/700000000000000901", null).path("status").asInt())
        .isEqualTo(404);
    browser.press("Import 1 lead");
    browser.awaitText("Imported");
    product().await("700000000000000901", lead -> lead.path("source").asText().equals("Import"));
  }

  @Test
  void the_numbers_view_has_charts_and_tables() {
    show("/numbers");

    browser.awaitText("Leads by day and status");
    browser.await(
        "a chart", () -> !browser.driver().findElements(By.cssSelector("main svg")).isEmpty());
    assertThat(browser.driver().findElements(By.cssSelector("main table")).size())
        .isGreaterThanOrEqualTo(3);
  }

  @Test
  void the_jobs_view_shows_who_started_a_job() {
    product().call("POST", "/api/lead-logs/process", "{\"filter\":{\"status\":\"Loss\"}}");
    show("/jobs");

    browser.awaitText("Process leads");
    assertThat(browser.text()).contains("Started by", "local");
  }
}
