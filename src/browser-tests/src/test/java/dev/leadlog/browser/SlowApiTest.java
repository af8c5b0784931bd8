package dev.leadlog.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** An API that takes its time, or fails. */
class SlowApiTest extends ConsoleTest {

  private static final int SLOW_MILLIS = 2_500;

  @Test
  void a_view_says_that_it_is_loading_until_the_api_has_answered() {
    proxy.fault("GET", "/api/lead-logs?", new Proxy.Fault(0, "", SLOW_MILLIS));
    show("/leads");

    browser.await(
        "the notice",
        () -> !browser.driver().findElements(By.cssSelector("main .loading")).isEmpty());
    awaitLeadRows();
    assertThat(browser.driver().findElements(By.cssSelector("main .loading"))).isEmpty();
  }

  @Test
  void an_answer_that_comes_late_does_not_replace_that_of_a_later_filter() {
    show("/leads");
    awaitLeadRows();
    proxy.fault("GET", "/api/lead-logs?status=Error", new Proxy.Fault(0, "", SLOW_MILLIS));
    browser.choose("Status", "Error");
    browser.choose("Status", "Processed");
    browser.await("only processed leads", () -> showsOnly("Processed"));

    pause();
    assertThat(showsOnly("Processed")).isTrue();
  }

  @Test
  void a_view_whose_api_fails_says_so_and_can_be_tried_again() {
    proxy.fault(
        "GET",
        "/api/lead-logs?",
        new Proxy.Fault(
            500, "{\"title\":\"Internal error\",\"detail\":\"the table does not answer\"}", 0));
    show("/leads");
    browser.awaitText("the table does not answer");

    proxy.reset();
    browser.press("Try again");
    awaitLeadRows();
  }

  /** Until the late answer has come. */
  private static void pause() {
    try {
      Thread.sleep(SLOW_MILLIS + 500);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
