package dev.leadlog.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;

/**
 * Checks every view in both themes and both widths with axe, and that no view scrolls horizontally.
 * It saves a screenshot of each.
 */
class AccessibilityTest extends ConsoleTest {

  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final List<String> THEMES = List.of("light", "dark");

  @Test
  void every_view_has_no_accessibility_violation_in_any_theme() throws IOException {
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, String> view : views().entrySet()) {
      open(view.getValue());
      for (String theme : THEMES) {
        browser.theme(theme);
        new AxeBuilder()
            .withTags(
                List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
            .analyze(browser.driver())
            .getViolations()
            .forEach(
                rule ->
                    rule.getNodes()
                        .forEach(
                            node ->
                                found.add(
                                    view.getKey()
                                        + ", "
                                        + theme
                                        + ": "
                                        + rule.getId()
                                        + " at "
                                        + node.getTarget()
                                        + ": "
                                        + node.getHtml())));
        saveScreenshot(view.getKey() + "-" + theme + "-1440");
        size(Browser.NARROW);
        saveScreenshot(view.getKey() + "-" + theme + "-390");
        long overflow =
            ((Number)
                    browser.run("return document.documentElement.scrollWidth - window.innerWidth"))
                .longValue();
        if (overflow > 0) {
          found.add(view.getKey() + " scrolls horizontally by " + overflow + " pixels at 390");
        }
        size(Browser.WIDE);
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void the_keyboard_reaches_a_lead_and_its_actions() {
    show("/attention");
    browser.awaitHeading("Attention");

    browser.keys("g", "l");
    browser.awaitHeading("Lead log");
    browser.keys("?");
    browser.awaitText("Keyboard shortcuts");
    browser.keys(Keys.ESCAPE);
    browser.await(
        "no dialog", () -> browser.driver().findElements(By.cssSelector("dialog[open]")).isEmpty());

    browser.tabToFirst("table.leads tbody a");
    browser.keys(Keys.ENTER);
    browser.awaitText("History");
    browser.tabToFirst("main button, main a.button");
    assertThat(outlineWidth()).isPositive();
  }

  @Test
  void the_skip_link_moves_the_focus_to_the_content() {
    show("/attention");
    browser.awaitHeading("Attention");
    browser.run("document.activeElement.blur(); scrollTo(0, 0)");

    browser.run("document.querySelector('.skip').focus()");
    browser.keys(Keys.ENTER);

    assertThat(browser.driver().switchTo().activeElement().getTagName()).isEqualTo("main");
  }

  private static void open(String route) {
    show(route);
    browser.await(
        "the view", () -> browser.driver().findElements(By.cssSelector("main h1")).size() == 1);
    browser.await(
        "nothing is loading",
        () -> browser.driver().findElements(By.cssSelector("main .loading")).isEmpty());
  }

  private static void saveScreenshot(String name) throws IOException {
    Files.createDirectories(SCREENSHOTS);
    Files.write(
        SCREENSHOTS.resolve(name + ".png"), browser.driver().getScreenshotAs(OutputType.BYTES));
  }

  private static double outlineWidth() {
    return ((Number)
            browser.run("return parseFloat(getComputedStyle(document.activeElement).outlineWidth)"))
        .doubleValue();
  }
}
