package dev.leadlog.browser;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A headless Chromium, which all tests share. Buttons and fields are found by their accessible
 * names.
 */
final class Browser {

  static final Dimension WIDE = new Dimension(1440, 900);
  static final Dimension NARROW = new Dimension(390, 844);

  private static final String EMPTY_PAGE = "about:blank";
  private static final Duration TIMEOUT = Duration.ofSeconds(40);
  private static final Duration POLLING = Duration.ofMillis(100);
  private static final int MAX_TAB_STOPS = 120;
  private static final String CONTROLS = "button, a, summary";
  private static final String FIELDS = "input, select, textarea";

  /** The elements of the page, or of an open dialog, that may have a name. */
  private static final String CANDIDATES =
      """
      const [css, name] = arguments;
      const root = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document;
      const labels = (one) => (one.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id));
      const texts = (one) => [one, ...(one.labels ?? []), ...labels(one)].map((from) => from?.textContent);
      const has = (one) => [one.getAttribute('aria-label'), ...texts(one)]
        .some((text) => text?.replace(/\\s+/g, '').includes(name.replace(/\\s+/g, '')));
      return [...root.querySelectorAll(css)].filter((one) => one.checkVisibility({visibilityProperty: true}) && has(one));""";

  private static final List<Path> BROWSERS =
      paths("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
  private static final List<Path> DRIVERS =
      paths("/usr/bin/chromedriver", "/usr/lib/chromium-browser/chromedriver");

  private static Browser started;

  private final ChromeDriver driver;
  private final Path downloads;

  /** The browser without an open page, dialog or downloaded file. */
  static synchronized Browser get() {
    if (started == null) {
      started = new Browser();
      Runtime.getRuntime().addShutdownHook(new Thread(started.driver::quit));
    }
    started.driver.get(EMPTY_PAGE);
    started.deleteDownloads();
    return started;
  }

  private Browser() {
    downloads = emptyFolder();
    ChromeOptions options =
        new ChromeOptions().setBinary(installed(BROWSERS).orElseThrow().toString());
    options.addArguments(
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en");
    options.setExperimentalOption(
        "prefs", Map.of("download.default_directory", downloads.toString()));
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(installed(DRIVERS).orElseThrow().toFile())
            .build();
    driver = new ChromeDriver(service, options);
    size(WIDE);
  }

  static boolean isInstalled() {
    return installed(BROWSERS).isPresent() && installed(DRIVERS).isPresent();
  }

  private static Optional<Path> installed(List<Path> places) {
    return places.stream().filter(Files::isExecutable).findFirst();
  }

  private static List<Path> paths(String... names) {
    return Stream.of(names).map(Path::of).toList();
  }

  private static Path emptyFolder() {
    try {
      return Files.createTempDirectory("downloads");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void deleteDownloads() {
    for (File file : downloads.toFile().listFiles()) {
      file.delete();
    }
  }

  ChromeDriver driver() {
    return driver;
  }

  /** Waits for a downloaded file, whose name begins and ends like this, and returns its text. */
  String downloaded(String start, String end) {
    try {
      return Files.readString(
          await(
              "the file " + start + "…" + end,
              () ->
                  Stream.of(downloads.toFile().list())
                      .filter(name -> name.startsWith(start) && name.endsWith(end))
                      .findFirst()
                      .map(downloads::resolve)
                      .orElse(null)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void open(String address) {
    driver.get(EMPTY_PAGE);
    driver.get(address);
  }

  void size(Dimension size) {
    // The size of the window includes a frame, so the size of the page is set instead.
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", size.width, "height", size.height, "deviceScaleFactor", 1, "mobile", false));
  }

  void theme(String theme) {
    run("document.documentElement.dataset.theme = arguments[0]", theme);
  }

  Object run(String script, Object... arguments) {
    return ((JavascriptExecutor) driver).executeScript(script, arguments);
  }

  /** Waits until the condition returns a value that is neither null nor false. */
  <T> T await(String what, Supplier<T> condition) {
    return new WebDriverWait(driver, TIMEOUT, POLLING)
        .ignoring(NoSuchElementException.class)
        .ignoring(StaleElementReferenceException.class)
        .withMessage(() -> what + "; the page says: " + text())
        .until(ignored -> condition.get());
  }

  /** The visible text. WebDriver's own function takes a second for a long list. */
  String text() {
    return (String) run("return document.body.innerText");
  }

  void awaitText(String words) {
    await("the page says \"" + words + "\"", () -> text().contains(words));
  }

  void awaitHeading(String words) {
    await(
        "the heading is \"" + words + "\"",
        () -> driver.findElement(By.cssSelector("main h1")).getText().equals(words));
  }

  /** Finds a button or link by its name, in the dialog if one is open. */
  WebElement control(String name) {
    return await(
        "a button or link \"" + name + "\"", () -> named(CONTROLS, name).findFirst().orElse(null));
  }

  boolean has(String name) {
    return named(CONTROLS, name).findAny().isPresent();
  }

  void press(String name) {
    await(
        "\"" + name + "\" is enabled",
        () -> {
          WebElement control = control(name);
          if (!control.isEnabled()) {
            return false;
          }
          run("arguments[0].scrollIntoView({block: 'center'})", control);
          control.click();
          return true;
        });
  }

  /** Finds a field by its label. */
  WebElement field(String label) {
    return await("a field \"" + label + "\"", () -> named(FIELDS, label).findFirst().orElse(null));
  }

  /** Types a text into a field, again if the view moved the focus while it was loading. */
  void type(String label, String text) {
    await(
        "\"" + text + "\" in \"" + label + "\"",
        () -> {
          WebElement field = field(label);
          field.sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
          return field.getAttribute("value").equals(text);
        });
  }

  void choose(String label, String option) {
    await(
        "\"" + option + "\" of \"" + label + "\"",
        () -> {
          field(label).findElements(By.tagName("option")).stream()
              .filter(found -> found.getText().trim().equals(option))
              .findFirst()
              .orElseThrow()
              .click();
          return true;
        });
  }

  /** Sends keys to the focused element. */
  void keys(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** Ticks a box or chooses an option by its label. */
  void tick(String label) {
    WebElement field = field(label);
    run("arguments[0].scrollIntoView({block: 'center'})", field);
    field.click();
  }

  /** Replaces the text of the field that has the focus. */
  void replaceText(String text) {
    new Actions(driver)
        .keyDown(Keys.CONTROL)
        .sendKeys("a")
        .keyUp(Keys.CONTROL)
        .sendKeys(text)
        .perform();
  }

  /** Presses Tab until the focus is on the control or field of this name. */
  WebElement tabTo(String name) {
    return tabTo("\"" + name + "\"", element -> name(element).equals(name));
  }

  /** Presses Tab until the focus is on an element that the selector matches. */
  WebElement tabToFirst(String css) {
    return tabTo(
        css,
        element ->
            Boolean.TRUE.equals(run("return arguments[0].matches(arguments[1])", element, css)));
  }

  private WebElement tabTo(String what, Predicate<WebElement> isReached) {
    for (int i = 0; i < MAX_TAB_STOPS; i++) {
      keys(Keys.TAB);
      WebElement focused = driver.switchTo().activeElement();
      if (isReached.test(focused)) {
        return focused;
      }
    }
    throw new AssertionError(
        MAX_TAB_STOPS + " tab stops do not reach " + what + "; the page says: " + text());
  }

  /**
   * Finds the visible elements with an accessible name. Asking the driver for the name of each
   * element takes seconds on a long page, so the page first sorts out those without the words.
   */
  @SuppressWarnings("unchecked")
  private Stream<WebElement> named(String css, String name) {
    return ((List<WebElement>) run(CANDIDATES, css, name))
        .stream().filter(element -> name(element).equals(name));
  }

  private static String name(WebElement element) {
    return element.getAccessibleName().trim();
  }
}
