package dev.leadlog.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** Tests jobs: an export, a poll of old leads, and the cancellation of a job that waits. */
class JobsViewTest extends ConsoleTest {

  private static final String OTHER_PAGE = "4713";

  @Test
  void a_list_is_counted_and_then_exported_by_a_job_with_a_link() {
    show("/leads?status=Processed");
    awaitLeadRows();

    browser.press("Export list");
    browser.awaitText("will be written to a CSV file.");
    browser.press("Export");

    browser.awaitText("Download the file");
    assertThat(browser.text()).contains("Done", "Started by local");
    String link = browser.control("Download the file").getAttribute("href");
    assertThat(product().text(link))
        .contains("Leadgen ID")
        .contains("Processed")
        .doesNotContain("Unconfigured");
  }

  @Test
  void leads_without_a_webhook_are_read_since_a_chosen_day() {
    String lead =
        product()
            .call(
                "POST",
                "/simulated-meta/leads",
                "{\"pageId\":\"%s\",\"formId\":\"%s\",\"notify\":false}"
                    .formatted(Product.PAGE, Product.FORM))
            .path("leadgenIds")
            .path(0)
            .asText();
    show("/pages/" + Product.PAGE);
    browser.awaitText("Read leads again");

    browser.press("Read leads");

    browser.awaitText("Poll a page");
    browser.await(
        "the end of the job",
        () -> browser.driver().findElement(By.cssSelector(".job .badge")).getText().equals("Done"));
    product().awaitStatus(lead, "Processed");
  }

  @Test
  void a_job_that_waits_for_meta_is_cancelled() {
    product()
        .call(
            "PUT",
            "/api/pages/" + OTHER_PAGE + "?processWaiting=false",
            "{\"pageName\":\"Waiting\",\"poll\":false,\"accessToken\":\"local-page-token-%s\",\"destination\":{\"type\":\"leads-table\"}}"
                .formatted(OTHER_PAGE));
    product()
        .call(
            "POST",
            "/simulated-meta/pages",
            "{\"pageId\":\"%s\",\"fault\":\"throttled\",\"times\":1000}".formatted(OTHER_PAGE));
    try {
      String job =
          product()
              .call("POST", "/api/pages/" + OTHER_PAGE + "/poll", "{\"since\":\"2026-11-01\"}")
              .path("job")
              .asText();
      assertThat(job).isNotEmpty();
      show("/jobs");
      browser.awaitText("It continues:");

      WebElement card =
          browser.driver().findElement(By.cssSelector(".job[aria-label='Job: Poll a page']"));
      card.findElement(By.tagName("button")).click();

      browser.await(
          "the job is cancelled",
          () -> product().call("GET", "/api/jobs/" + job, null).toString().contains("Cancelled"));
      browser.awaitText("Cancelled");
    } finally {
      product().call("DELETE", "/api/pages/" + OTHER_PAGE, null);
      product().call("POST", "/simulated-meta/clear-faults", "{\"leadgenIds\":[]}");
    }
  }
}
