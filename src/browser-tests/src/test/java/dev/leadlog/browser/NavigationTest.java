package dev.leadlog.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Going from view to view without loading the page again. */
class NavigationTest extends ConsoleTest {

  @Test
  void a_view_that_is_left_is_removed() {
    show("/attention");
    browser.awaitHeading("Attention");

    for (String route : views().values()) {
      if (route.equals("/attention")) {
        continue;
      }
      browser.run("location.hash = arguments[0]", "#" + route);
      awaitLoaded(route);
      browser.run("location.hash = '#/attention'");
      browser.awaitHeading("Attention");
      assertThat(browser.driver().findElements(By.cssSelector("main h1")))
          .as("views after %s", route)
          .hasSize(1);
    }
  }

  private static void awaitLoaded(String route) {
    browser.await(
        "the view of " + route,
        () ->
            browser.driver().findElements(By.cssSelector("main .loading")).isEmpty()
                && !browser
                    .driver()
                    .findElement(By.cssSelector("main h1"))
                    .getText()
                    .equals("Attention"));
  }
}
