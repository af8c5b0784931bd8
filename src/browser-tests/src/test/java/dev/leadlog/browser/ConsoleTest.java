package dev.leadlog.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/**
 * The base of all console tests: one product, one browser, and between them a proxy for each class,
 * from whose address the browser keeps nothing of other classes.
 */
abstract class ConsoleTest {

  static Browser browser;
  static Proxy proxy;

  @BeforeAll
  static void open() {
    assumeTrue(
        Browser.isInstalled(),
        "Chromium and chromedriver are not installed, so the tests of the console are skipped (Debian: apt-get install chromium chromium-driver)");
    proxy = new Proxy(Product.get().url());
    browser = Browser.get();
  }

  @AfterAll
  static void close() {
    if (proxy != null) {
      proxy.close();
    }
  }

  @BeforeEach
  void resetFaultsAndSize() {
    proxy.reset();
    size(Browser.WIDE);
  }

  static Product product() {
    return Product.get();
  }

  static void size(Dimension size) {
    browser.size(size);
  }

  static void show(String route) {
    browser.open(proxy.url() + "/console#" + route);
  }

  /** Chooses an option of the select with this id. */
  static void select(String id, String option) {
    browser.await(
        option,
        () -> {
          WebElement select = browser.driver().findElement(By.id(id));
          new Select(select).selectByVisibleText(option);
          return true;
        });
  }

  /** Replaces the text of the field with this id. */
  static void fill(String id, String text) {
    WebElement field =
        browser.await("the field " + id, () -> browser.driver().findElement(By.id(id)));
    field.sendKeys(Keys.chord(Keys.CONTROL, "a"), text, Keys.TAB);
  }

  /** Every view by its name, with its route. */
  static Map<String, String> views() {
    String lead =
        product()
            .call("GET", "/api/lead-logs?status=Processed&limit=1", null)
            .path("items")
            .path(0)
            .path("leadgenId")
            .asText();
    Map<String, String> views = new LinkedHashMap<>();
    views.put("attention", "/attention");
    views.put("leads", "/leads");
    views.put("lead", "/leads/" + lead);
    views.put("pages", "/pages");
    views.put("page", "/pages/" + Product.PAGE);
    views.put("mapping", "/pages/" + Product.PAGE + "/forms/" + Product.FORM);
    views.put("setup", "/setup/" + Product.PAGE);
    views.put("import", "/import");
    views.put("numbers", "/numbers");
    views.put("jobs", "/jobs");
    return views;
  }

  /** The rows of the lead log. */
  static List<WebElement> leadRows() {
    return browser.driver().findElements(By.cssSelector("table.leads tbody tr"));
  }

  static void awaitLeadRows() {
    browser.await("the list", () -> !leadRows().isEmpty());
  }

  /** Whether the lead log shows leads of one status only. */
  static boolean showsOnly(String status) {
    return !leadRows().isEmpty()
        && leadRows().stream().allMatch(row -> row.getText().contains(status));
  }
}
