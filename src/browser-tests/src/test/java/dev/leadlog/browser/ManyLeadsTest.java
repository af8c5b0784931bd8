package dev.leadlog.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The console with many leads. The class runs last, because its leads change every list and count.
 * {@code -Dconsole.leads=10000}, which {@code -Pfaults} sets, takes a minute longer.
 */
@Order(Integer.MAX_VALUE)
class ManyLeadsTest extends ConsoleTest {

  private static final int LEADS = Integer.getInteger("console.leads", 1_000);
  private static final String PAGE = "1046218562109873";
  private static final int LEADS_A_FILE = 500;

  /** More than the list shows at once, of a page of their own. */
  private static final int HOPELESS = 60;

  private static final String UNKNOWN_PAGE = "4714";

  /** Beside four busy loops, processing the leads takes minutes. */
  private static final Duration IMPORT = Duration.ofMinutes(20);

  private static final Duration FIRST_VIEW = Duration.ofSeconds(6);

  @BeforeAll
  static void importMany() {
    if (!Browser.isInstalled()) {
      return;
    }
    int before = waiting();
    for (int from = 0; from < LEADS; from += LEADS_A_FILE) {
      importFile(PAGE, 710_000_000_000_000_000L + from, Math.min(LEADS_A_FILE, LEADS - from));
    }
    importFile(UNKNOWN_PAGE, 810_000_000_000_000_000L, HOPELESS);
    Instant deadline = Instant.now().plus(IMPORT);
    while ((waiting() < before + LEADS || !unknownPageIsLogged())
        && Instant.now().isBefore(deadline)) {
      sleep(Duration.ofSeconds(1));
    }
    assertThat(waiting()).isEqualTo(before + LEADS);
  }

  /** Imports rows. An import that runs out of time is sent again. */
  private static void importFile(String page, long firstId, int count) {
    StringBuilder rows = new StringBuilder("Leadgen ID,Page ID,Form ID,full_name\n");
    for (int i = 0; i < count; i++) {
      rows.append(firstId + i)
          .append(',')
          .append(page)
          .append(",527829666666430,Person ")
          .append(i)
          .append('\n');
    }
    int tries = 0;
    while (product().call("POST", "/api/imports", rows.toString()).has("title")) {
      assertThat(++tries).as("tries to import a file").isLessThan(20);
    }
  }

  @Test
  void attention_counts_them_all_in_one_group() {
    Instant begin = Instant.now();
    show("/attention");
    browser.awaitText(String.format("%,d leads", waiting()));

    assertThat(Duration.between(begin, Instant.now())).isLessThan(FIRST_VIEW);
  }

  @Test
  void the_list_shows_the_newest_at_once_and_more_on_request() {
    Instant begin = Instant.now();
    show("/leads?status=Unconfigured&reason=FORM_NOT_MAPPED");
    awaitLeadRows();
    assertThat(Duration.between(begin, Instant.now())).isLessThan(FIRST_VIEW);

    int before = leadRows().size();
    browser.press("Show more");
    browser.await("more rows", () -> leadRows().size() > before);
  }

  @Test
  void everything_that_the_filter_finds_is_counted_before_a_job_begins() {
    show("/leads?status=Unconfigured&reason=FORM_NOT_MAPPED");
    awaitLeadRows();
    browser.tick("Select all shown leads");
    browser.press("Select all leads that match the filters");
    browser.press("Process leads");
    browser.awaitText(String.format("%,d leads", waiting()));
    browser.press("Cancel");
  }

  @Test
  void everything_that_the_filter_finds_is_exported() {
    show("/leads");
    awaitLeadRows();
    browser.tick("Select all shown leads");
    browser.press("Select all leads that match the filters");
    browser.press("Export");
    browser.awaitText("leads will be written to a CSV file.");
    browser.press("Export");

    browser.awaitText("Download the file");
    String file = product().text(browser.control("Download the file").getAttribute("href"));
    assertThat(file.lines().count()).isGreaterThan(LEADS + HOPELESS);
  }

  @Test
  void everything_that_the_filter_finds_is_marked_as_loss() {
    show("/leads?pageId=" + UNKNOWN_PAGE);
    awaitLeadRows();
    browser.tick("Select all shown leads");
    browser.press("Select all leads that match the filters");
    browser.press("Mark as loss");
    browser.awaitText(HOPELESS + " leads will be marked as loss.");
    browser.type("Why? The note is kept in the history.", "a test page");
    browser.press("Mark as loss");

    browser.awaitText("%d found, %d marked as loss, 0 skipped".formatted(HOPELESS, HOPELESS));
    browser.awaitText("Done");
  }

  private static int waiting() {
    return groups()
        .filter(group -> group.path("reason").asText().equals("FORM_NOT_MAPPED"))
        .mapToInt(group -> group.path("count").asInt())
        .sum();
  }

  /** Whether all leads of the unknown page are in the log. */
  private static boolean unknownPageIsLogged() {
    return groups()
        .anyMatch(
            group ->
                group.path("pageId").asText().equals(UNKNOWN_PAGE)
                    && group.path("count").asInt() == HOPELESS);
  }

  private static Stream<JsonNode> groups() {
    JsonNode groups = product().call("GET", "/api/attention", null);
    return StreamSupport.stream(groups.spliterator(), false);
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
