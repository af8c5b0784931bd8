package dev.leadlog.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.openqa.selenium.Dimension;

/** The base of all console tests: one product, one browser per class, and a proxy between them. */
abstract class ConsoleTest {

  static Browser browser;
  static Proxy proxy;

  @BeforeAll
  static void open() {
    assumeTrue(
        Browser.isInstalled(),
        "Chromium and chromedriver are not installed, so the tests of the console are skipped (Debian: apt-get install chromium chromium-driver)");
    proxy = new Proxy(Product.get().url());
    browser = new Browser();
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
      proxy.close();
      browser = null;
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
}
