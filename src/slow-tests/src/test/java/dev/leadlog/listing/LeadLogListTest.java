package dev.leadlog.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.lifecycle.Claim;
import dev.leadlog.lifecycle.LeadDocReference;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.lifecycle.LeadLogsFixture;
import dev.leadlog.lifecycle.Outcome;
import dev.leadlog.log.FetchedLead;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadIds;
import dev.leadlog.log.LeadInsert;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.LogInsertFixture;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import dev.leadlog.mapping.Problem;
import dev.leadlog.testing.Aws;
import dev.leadlog.workbench.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class LeadLogListTest {

  private static final AtomicInteger LAST_YEAR = new AtomicInteger(1990);
  private static final Duration LEASE = Duration.ofSeconds(150);

  private static final DynamoDbClient DYNAMODB = Aws.dynamoDbClient();

  private final LeadLogs logs = LeadLogsFixture.logs(DYNAMODB);
  private final LeadLogList list =
      new LeadLogList(DYNAMODB, Settings.with(Map.of()), new BoundedExecutor("test", 8));

  @AfterEach
  void neverScanned() {
    assertThat(Aws.dynamodb().operations()).doesNotContain("Scan");
  }

  @Nested
  class PagesOf150Leads {

    private static final PageId PAGE = new PageId(Aws.newId());
    private static final Instant FROM = newYear();
    private static final Instant TO = FROM.plus(Duration.ofDays(5));
    private static final List<NewLead> LEADS = new ArrayList<>();

    /** Some leads have the same millisecond, some are at the limits of a day. */
    @BeforeAll
    static void announce() {
      Random random = new Random(7);
      for (int i = 0; i < 150; i++) {
        Instant received =
            switch (i % 30) {
              case 0 -> FROM.plus(Duration.ofDays(random.nextInt(5)));
              case 1 -> FROM.plus(Duration.ofDays(1 + random.nextInt(5))).minusMillis(1);
              case 2, 3, 4 -> FROM.plus(Duration.ofHours(50));
              default -> FROM.plusMillis(random.nextInt(5 * 86_400_000));
            };
        LEADS.add(LeadLogsFixture.lead(LeadLogsFixture.newId(), PAGE, received));
      }
      LeadInsert bulk = LogInsertFixture.insert(Aws.direct());
      for (int from = 0; from < LEADS.size(); from += LeadInsert.AT_ONCE) {
        List<NewLead> some = LEADS.subList(from, from + LeadInsert.AT_ONCE);
        assertThat(bulk.insert(some)).hasSize(LeadInsert.AT_ONCE);
      }
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 50, 150, 1000})
    void pages_of_any_size_show_each_lead_once_with_the_newest_first(int limit) {
      assertThat(all(filter(FROM, TO), limit)).isEqualTo(newestFirst(lead -> true));
    }

    @Test
    void no_more_queries_are_made_than_are_allowed_and_the_page_says_that_there_may_be_more() {
      LeadLogFilter filter = new Filter().status(Status.PENDING).between(FROM, TO);
      Aws.dynamodb().forget();

      LeadLogPage page = list.newest(filter, List.of(Reason.META_TOKEN_INVALID), 10, 3);

      assertThat(Aws.dynamodb().operations()).hasSizeLessThanOrEqualTo(3).containsOnly("Query");
      assertThat(page.items()).isEmpty();
      assertThat(page.next()).isNotNull();
      assertThat(list.newest(filter, List.of(Reason.META_TOKEN_INVALID), 10, 99).next()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 50})
    void lists_by_page_and_by_status_show_each_lead_once_with_the_newest_first(int limit) {
      assertThat(all(new Filter().page(PAGE).between(FROM, TO), limit))
          .isEqualTo(newestFirst(lead -> true));
      assertThat(all(new Filter().status(Status.PENDING).between(FROM, TO), limit))
          .isEqualTo(newestFirst(lead -> true));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 50})
    void a_page_is_full_unless_it_is_the_last(int limit) {
      LeadLogPage page = list.list(filter(FROM, TO), limit, null);

      assertThat(page.items()).hasSize(limit);
      assertThat(page.next()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"0,5", "1,2", "2,3", "0,1", "4,5"})
    void from_is_inclusive_and_to_is_exclusive(int fromDay, int toDay) {
      Instant from = FROM.plus(Duration.ofDays(fromDay));
      Instant to = FROM.plus(Duration.ofDays(toDay));

      assertThat(all(filter(from, to), 7))
          .isEqualTo(
              newestFirst(
                  lead -> !lead.receivedTime().isBefore(from) && lead.receivedTime().isBefore(to)));
    }

    @Test
    void bounds_are_exact_to_the_millisecond() {
      Instant busy = FROM.plus(Duration.ofHours(50));

      assertThat(all(filter(busy, busy.plusMillis(1)), 7))
          .isEqualTo(newestFirst(lead -> lead.receivedTime().equals(busy)))
          .hasSizeGreaterThanOrEqualTo(15);
      assertThat(all(filter(busy, busy), 7)).isEmpty();
    }

    @Test
    void a_cursor_continues_after_its_page_although_newer_leads_arrive() {
      Instant to = TO.plus(Duration.ofDays(2));
      LeadLogPage first = list.list(new Filter().page(PAGE).between(FROM, to), 40, null);
      IntStream.range(0, 20)
          .forEach(
              i ->
                  LeadLogsFixture.insert(
                      LeadLogsFixture.lead(LeadLogsFixture.newId(), PAGE, TO.plusSeconds(i))));

      List<LeadgenId> shown = new ArrayList<>(ids(first));
      ListCursor next = ListCursor.ofCursor(first.next().cursor()).orElseThrow();
      shown.addAll(all(new Filter().page(PAGE).between(FROM, to), 40, next));

      assertThat(shown).isEqualTo(newestFirst(lead -> true));
    }

    private static List<LeadgenId> newestFirst(Predicate<NewLead> which) {
      return LEADS.stream()
          .filter(which)
          .sorted(
              Comparator.comparing(NewLead::receivedTime)
                  .thenComparing(lead -> lead.leadgenId().text())
                  .reversed())
          .map(NewLead::leadgenId)
          .toList();
    }
  }

  @Nested
  class Filters {

    private final Instant from = newYear();
    private final Instant to = from.plus(Duration.ofDays(1));
    private final PageId page = new PageId(Aws.newId());

    @ParameterizedTest
    @EnumSource(Status.class)
    void the_status_filter_uses_the_current_status(Status status) {
      LeadgenId log = inserted();
      LeadgenId other = inserted();
      conclude(log, status, Reason.FORM_NOT_MAPPED, false);
      conclude(
          other, status == Status.LOSS ? Status.ERROR : Status.LOSS, Reason.MARKED_LOSS, false);

      assertThat(all(new Filter().status(status).between(from, to), 7)).containsExactly(log);
      assertThat(all(new Filter().page(page).status(status).between(from, to), 7))
          .containsExactly(log);
    }

    @Test
    void the_reason_filter_shows_only_logs_with_the_reason() {
      LeadgenId log = inserted();
      conclude(log, Status.ERROR, Reason.INVALID_PHONE, false);
      conclude(inserted(), Status.ERROR, Reason.INVALID_EMAIL, false);

      assertThat(all(new Filter().reason(Reason.INVALID_PHONE).between(from, to), 7))
          .containsExactly(log);
    }

    @Test
    void the_test_filter_shows_only_test_leads() {
      LeadgenId real = inserted();
      LeadgenId test = inserted();
      conclude(test, Status.PROCESSED, Reason.TEST_LEAD, true);

      assertThat(all(new Filter().test(true).between(from, to), 7)).containsExactly(test);
      assertThat(all(new Filter().test(false).between(from, to), 7)).containsExactly(real);
    }

    @Test
    void the_page_filter_shows_only_logs_of_the_page() {
      LeadgenId log = inserted();
      LeadLogsFixture.insert(
          LeadLogsFixture.lead(
              LeadLogsFixture.newId(), new PageId(Aws.newId()), from.plusSeconds(60)));

      assertThat(all(new Filter().page(page).between(from, to), 7)).containsExactly(log);
    }

    @Test
    void the_form_and_source_filters_show_only_matching_logs() {
      LeadgenId id = LeadLogsFixture.newId();
      FormId form = new FormId(Aws.newId());
      inserted();
      LeadLogsFixture.insert(
          NewLead.of(new LeadIds(id, page, form, null), from.plusSeconds(60), Source.POLLING));

      assertThat(all(new Filter().form(form).between(from, to), 7)).containsExactly(id);
      assertThat(all(new Filter().source(Source.POLLING).between(from, to), 7)).containsExactly(id);
    }

    @Test
    void the_platform_filter_shows_only_logs_of_the_platform() {
      LeadgenId log = inserted();
      inserted();
      LeadLog claimed = claimed(log);
      logs.keepPayload(claimed, new FetchedLead("{}", "Instagram", true, null, null, null, false));

      assertThat(all(new Filter().platform("Instagram").between(from, to), 7)).containsExactly(log);
      assertThat(all(new Filter().platform("Facebook").between(from, to), 7)).isEmpty();
    }

    @Test
    void a_filter_with_few_matches_finds_them_with_any_page_size() {
      List<LeadgenId> wanted = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        LeadgenId id = inserted();
        if (i % 20 == 19) {
          conclude(id, Status.ERROR, Reason.INVALID_PHONE, false);
          wanted.add(0, id);
        }
      }

      assertThat(all(new Filter().page(page).reason(Reason.INVALID_PHONE).between(from, to), 1))
          .containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void rows_have_the_columns_of_a_list_and_no_payload() {
      LeadgenId id = inserted();
      LeadLog claimed = claimed(id);
      logs.keepPayload(claimed, new FetchedLead("{}", "Facebook", true, null, null, null, false));
      logs.conclude(
          claimed,
          new Outcome(
              new Outcome.Result(
                  Status.PROCESSED,
                  Reason.TEST_LEAD,
                  "in words",
                  List.of(new Problem("email_id", "email", Reason.INVALID_EMAIL)),
                  new LeadDocReference("Lead", "CRM-LEAD-1", "https://crm/1")),
              null,
              new Outcome.ConfigurationUsed("1@2", "Spring offer"),
              List.of(),
              Outcome.Due.read(null),
              true,
              "{}"),
          "processor",
          from);

      LeadLog row = list.list(filter(from, to), 1, null).items().get(0);

      assertThat(row)
          .usingRecursiveComparison()
          .ignoringFields("data", "processing.retry", "processing.request")
          .isEqualTo(logs.find(id).orElseThrow());
      assertThat(row.errorMessage()).isEqualTo("in words");
      assertThat(row.data().rawPayload()).isNull();
      assertThat(row.leadPayload()).isNull();
      assertThat(row.data().correctedPayload()).isNull();
      assertThat(row.data().unexpectedAnswer()).isNull();
      assertThat(row.history()).isEmpty();
    }

    private LeadgenId inserted() {
      LeadgenId id = LeadLogsFixture.newId();
      LeadLogsFixture.insert(LeadLogsFixture.lead(id, page, from.plusSeconds(30)));
      return id;
    }

    private LeadLog claimed(LeadgenId id) {
      return ((Claim.Taken) logs.claim(id, from.plusSeconds(30), LEASE)).log();
    }

    private void conclude(LeadgenId id, Status status, Reason reason, boolean test) {
      assertThat(
              logs.conclude(
                  claimed(id),
                  new Outcome(
                      Outcome.Result.of(status, reason, null),
                      null,
                      null,
                      List.of(),
                      status == Status.PENDING
                          ? Outcome.Due.retry(from, true)
                          : Outcome.Due.read(null),
                      test,
                      null),
                  "processor",
                  from))
          .isTrue();
    }
  }

  @Nested
  class ListRequests {

    private final Instant from = newYear();
    private final Instant to = from.plus(Duration.ofDays(90));
    private final PageId page = new PageId(Aws.newId());

    @Test
    void a_request_covers_90_days_with_32_queries_at_most() {
      LeadgenId oldest = LeadLogsFixture.newId();
      LeadLogsFixture.insert(LeadLogsFixture.lead(oldest, page, from.plusSeconds(1)));
      Aws.dynamodb().forget();

      LeadLogPage found = list.list(new Filter().page(page).between(from, to), 50, null);

      assertThat(ids(found)).containsExactly(oldest);
      assertThat(found.next()).isNull();
      assertThat(Aws.dynamodb().operations()).containsOnly("Query").hasSizeLessThanOrEqualTo(32);
    }

    @Test
    void a_request_finds_the_only_match_in_a_month_with_many_leads() {
      LeadInsert bulk = LogInsertFixture.insert(Aws.direct());
      for (int call = 0; call < 12; call++) {
        bulk.insert(
            IntStream.range(0, LeadInsert.AT_ONCE)
                .mapToObj(
                    i -> LeadLogsFixture.lead(LeadLogsFixture.newId(), page, from.plusSeconds(i)))
                .toList());
      }
      LeadgenId wanted = LeadLogsFixture.newId();
      LeadLogsFixture.insert(
          NewLead.of(new LeadIds(wanted, page, null, null), from, Source.IMPORT));
      Aws.dynamodb().forget();

      LeadLogPage found =
          list.list(new Filter().page(page).source(Source.IMPORT).between(from, to), 1, null);

      assertThat(ids(found)).containsExactly(wanted);
      assertThat(Aws.dynamodb().operations()).hasSizeLessThanOrEqualTo(64);
    }

    @Test
    void a_request_for_the_errors_of_a_page_does_not_read_its_processed_leads() {
      for (int i = 0; i < 40; i++) {
        conclude(i, Status.PROCESSED);
      }
      LeadgenId error = conclude(50, Status.ERROR);
      LeadLogFilter filter = new Filter().page(page).status(Status.ERROR).between(from, to);
      Aws.dynamodb().forget();

      assertThat(ids(list.list(filter, 50, null))).containsExactly(error);

      assertThat(Aws.dynamodb().operations()).hasSizeLessThanOrEqualTo(32);
    }

    @Test
    void a_request_for_years_ends_after_twelve_months_with_a_cursor() {
      LeadgenId oldest = LeadLogsFixture.newId();
      LeadLogsFixture.insert(LeadLogsFixture.lead(oldest, page, from));
      LeadLogFilter filter = new Filter().page(page).between(from, from.plus(Duration.ofDays(700)));

      LeadLogPage first = list.list(filter, 50, null);

      assertThat(first.items()).isEmpty();
      assertThat(first.next()).isNotNull();
      assertThat(all(filter, 50)).containsExactly(oldest);
    }

    private LeadgenId conclude(int second, Status status) {
      LeadgenId id = LeadLogsFixture.newId();
      LeadLogsFixture.insert(LeadLogsFixture.lead(id, page, from.plusSeconds(second)));
      LeadLog claimed = ((Claim.Taken) logs.claim(id, from.plusSeconds(second), LEASE)).log();
      Outcome end =
          new Outcome(
              Outcome.Result.of(status, null, null),
              null,
              null,
              List.of(),
              Outcome.Due.read(null),
              false,
              null);
      assertThat(logs.conclude(claimed, end, "processor", from)).isTrue();
      return id;
    }
  }

  @Nested
  class Cursors {

    @Test
    void a_cursor_is_read_back_unchanged() {
      ListCursor position = new ListCursor("2026-02-28T08:49:14.120Z#624571890123456789");

      assertThat(ListCursor.ofCursor(position.cursor())).contains(position);
      assertThat(position.cursor()).matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!!!", "bm90IGEgdGltZQ", "I3x5"})
    void a_text_that_is_not_a_cursor_is_refused(String cursor) {
      assertThat(ListCursor.ofCursor(cursor)).isEmpty();
    }

    /** An invalid key would fail in DynamoDB, after 200 queries. */
    @ParameterizedTest
    @ValueSource(
        strings = {
          "2026-02-28T08:49:14.120Z#",
          "2026-02-28T08:49:14.120Z#x",
          "2026-02-28T08:49:14.120Z#624571890123456789#1",
          "+10000-01-01T00:00:00.000Z"
        })
    void a_changed_cursor_is_refused(String key) {
      assertThat(ListCursor.ofCursor(new ListCursor(key).cursor())).isEmpty();
    }
  }

  private List<LeadgenId> all(LeadLogFilter filter, int limit) {
    return all(filter, limit, null);
  }

  private List<LeadgenId> all(LeadLogFilter filter, int limit, ListCursor start) {
    List<LeadgenId> shown = new ArrayList<>();
    ListCursor next = start;
    do {
      LeadLogPage page = list.list(filter, limit, next);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      shown.addAll(ids(page));
      next = page.next() == null ? null : ListCursor.ofCursor(page.next().cursor()).orElseThrow();
    } while (next != null);
    return shown;
  }

  private static List<LeadgenId> ids(LeadLogPage page) {
    return page.items().stream().map(LeadLog::leadgenId).toList();
  }

  private static LeadLogFilter filter(Instant from, Instant to) {
    return new Filter().between(from, to);
  }

  /** A year in which no other test has leads. */
  private static Instant newYear() {
    return LocalDate.of(LAST_YEAR.incrementAndGet(), 3, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private static final class Filter {

    private Status status;
    private Reason reason;
    private PageId page;
    private FormId form;
    private Source source;
    private String platform;
    private Boolean test;

    Filter status(Status status) {
      this.status = status;
      return this;
    }

    Filter reason(Reason reason) {
      this.reason = reason;
      return this;
    }

    Filter page(PageId page) {
      this.page = page;
      return this;
    }

    Filter form(FormId form) {
      this.form = form;
      return this;
    }

    Filter source(Source source) {
      this.source = source;
      return this;
    }

    Filter platform(String platform) {
      this.platform = platform;
      return this;
    }

    Filter test(boolean test) {
      this.test = test;
      return this;
    }

    LeadLogFilter between(Instant from, Instant to) {
      return new LeadLogFilter(
          status, reason, page, form, source, platform, test, new LeadLogFilter.Period(from, to));
    }
  }
}
