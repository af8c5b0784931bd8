package dev.leadlog.attention;

import static dev.leadlog.dynamodb.Attributes.b;
import static dev.leadlog.dynamodb.Attributes.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.attention.WaitingLeads.Group;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.lifecycle.Claim;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.lifecycle.LeadLogsFixture;
import dev.leadlog.lifecycle.ManualChanges;
import dev.leadlog.lifecycle.Outcome;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.LogKeys;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.testing.Aws;
import dev.leadlog.text.Times;
import dev.leadlog.workbench.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Each test uses its own year, so that it sees only its own leads. */
class AttentionTest {

  private static final AtomicInteger LAST_YEAR = new AtomicInteger(2100);
  private static final Duration LEASE = Duration.ofSeconds(150);
  private static final String FORM = "527829666666421";
  private static final DynamoDbClient DYNAMODB = Aws.dynamoDbClient();
  private static final BoundedExecutor EXECUTOR = new BoundedExecutor("test", 8);

  private final Instant now =
      LocalDate.of(LAST_YEAR.incrementAndGet(), 6, 15).atStartOfDay().toInstant(ZoneOffset.UTC);
  private final String page = Aws.newId();
  private final LeadLogs logs = LeadLogsFixture.logs(DYNAMODB);
  private final ManualChanges manual = LeadLogsFixture.manual(DYNAMODB);
  private final Attention attention =
      new Attention(DYNAMODB, Settings.defaults(), EXECUTOR, Clock.fixed(now, ZoneOffset.UTC));

  @ParameterizedTest
  @CsvSource({
    "Error, INVALID_PHONE",
    "Unconfigured, FORM_NOT_MAPPED",
    "Disabled, PAGE_DISABLED",
    "Pending, META_TOKEN_MISSING",
    "Pending, DESTINATION_UNAVAILABLE"
  })
  void a_lead_that_needs_a_person_is_shown(String status, Reason reason) {
    concluded(logged(day(1)), Status.of(status).orElseThrow(), reason);

    assertThat(attention.all())
        .singleElement()
        .satisfies(
            leads ->
                assertThat(leads.json())
                    .hasToString(
                        "{\"status\":\"%s\",\"reason\":\"%s\",\"remedy\":\"%s\",\"pageId\":\"%s\",\"formId\":\"%s\",\"count\":1,\"oldest\":\"%s\"}"
                            .formatted(
                                status,
                                reason,
                                reason.remedy().replace("\"", "\\\""),
                                page,
                                FORM,
                                Times.text(day(1)))));
  }

  @ParameterizedTest
  @CsvSource({
    "Processed, TEST_LEAD",
    "Loss, MARKED_LOSS",
    "Pending, META_THROTTLED",
    "Pending, META_UNAVAILABLE",
    "Pending, UNEXPECTED_FAILURE"
  })
  void a_lead_that_needs_no_action_is_not_shown(String status, Reason reason) {
    concluded(logged(day(1)), Status.of(status).orElseThrow(), reason);
    logged(day(2));

    assertThat(attention.all()).isEmpty();
  }

  @Test
  void a_test_lead_is_not_shown() {
    concluded(logged(day(1)), Status.UNCONFIGURED, Reason.FORM_NOT_MAPPED, true);

    assertThat(attention.all()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.class,
      names = {"ERROR", "PENDING"})
  void an_erased_lead_is_not_shown(Status status) {
    LeadgenId lead = logged(day(1));
    concluded(lead, status, Reason.META_TOKEN_MISSING);
    assertThat(attention.all()).hasSize(1);

    manual.erase(logs.find(lead).orElseThrow(), "someone", now);

    assertThat(attention.all()).isEmpty();
  }

  @Test
  void a_lead_older_than_90_days_is_not_shown() {
    concluded(logged(day(91)), Status.ERROR, Reason.INVALID_PHONE);
    concluded(logged(day(89)), Status.ERROR, Reason.INVALID_PHONE);

    assertThat(attention.all()).singleElement().matches(leads -> leads.count() == 1);
  }

  @Test
  void leads_are_grouped_by_status_reason_page_and_form_with_the_largest_group_first() {
    concluded(logged(day(1)), Status.ERROR, Reason.INVALID_EMAIL);
    concluded(logged(day(3)), Status.ERROR, Reason.INVALID_PHONE);
    concluded(logged(day(40)), Status.ERROR, Reason.INVALID_PHONE);
    concluded(logged(day(2)), Status.ERROR, Reason.INVALID_PHONE);

    List<WaitingLeads> found = attention.all();

    assertThat(found)
        .extracting(WaitingLeads::group)
        .containsExactly(
            new Group(Status.ERROR, "INVALID_PHONE", page, FORM),
            new Group(Status.ERROR, "INVALID_EMAIL", page, FORM));
    assertThat(found).extracting(WaitingLeads::count).containsExactly(3, 1);
    assertThat(found.get(0).oldest()).isEqualTo(day(40));
    assertThat(found.get(0).newest()).isEqualTo(day(2));
  }

  @Test
  void the_remedy_is_that_of_the_newest_lead() {
    concluded(logged(day(3)), Status.ERROR, Reason.META_PERMISSION_MISSING, "needs ads_management");
    concluded(logged(day(2)), Status.ERROR, Reason.META_PERMISSION_MISSING, "no words");

    assertThat(attention.all())
        .singleElement()
        .matches(leads -> leads.remedy().equals(Reason.META_PERMISSION_MISSING.remedy()));
  }

  @Test
  void a_count_is_capped_and_no_group_hides_another() {
    concluded(logged(day(3)), Status.ERROR, Reason.INVALID_EMAIL);
    write(WaitingLeads.HIGHEST_COUNT + 1);
    Aws.dynamodb().forget();

    List<WaitingLeads> found = attention.all();

    assertThat(found)
        .extracting(leads -> leads.json().path("count").asInt())
        .containsExactly(10_000, 1);
    assertThat(Aws.dynamodb().operations()).containsOnly("Query");
  }

  @Test
  void no_more_queries_are_made_than_are_allowed() {
    concluded(logged(day(1)), Status.ERROR, Reason.INVALID_EMAIL);
    concluded(logged(day(70)), Status.ERROR, Reason.INVALID_EMAIL);
    Aws.dynamodb().forget();

    // The first 32 queries are those of this month.
    Attention bounded =
        new Attention(
            DYNAMODB, Settings.defaults(), EXECUTOR, Clock.fixed(now, ZoneOffset.UTC), 32);

    assertThat(bounded.all()).extracting(WaitingLeads::count).containsExactly(1);
    assertThat(Aws.dynamodb().operations()).hasSize(32);
  }

  private Instant day(int ago) {
    return now.minus(Duration.ofDays(ago));
  }

  private LeadgenId logged(Instant received) {
    LeadgenId id = LeadLogsFixture.newId();
    assertThat(LeadLogsFixture.insert(LeadLogsFixture.lead(id, new PageId(page), received)))
        .isTrue();
    return id;
  }

  private void concluded(LeadgenId id, Status status, Reason reason) {
    concluded(id, status, reason, false);
  }

  private void concluded(LeadgenId id, Status status, Reason reason, boolean test) {
    conclude(id, Outcome.Result.of(status, reason, "what happened"), test);
  }

  private void concluded(LeadgenId id, Status status, Reason reason, String message) {
    conclude(id, Outcome.Result.of(status, reason, message), false);
  }

  private void conclude(LeadgenId id, Outcome.Result result, boolean test) {
    LeadLog claimed = ((Claim.Taken) logs.claim(id, now, LEASE)).log();
    Outcome.Due due =
        result.status() == Status.PENDING
            ? Outcome.Due.retry(now.plusSeconds(60), true)
            : Outcome.Due.read(null);
    assertThat(
            logs.conclude(
                claimed,
                new Outcome(result, null, null, List.of(), due, test, null),
                "processor",
                now))
        .isTrue();
  }

  /** Writes Errors only with the attributes that the index shows. */
  private void write(int errors) {
    List<WriteRequest> puts =
        IntStream.range(0, errors).mapToObj(i -> put(LeadLogsFixture.newId())).toList();
    EXECUTOR.each(
        BoundedExecutor.parts(puts, 25),
        8,
        part -> Aws.direct().batchWriteItem(r -> r.requestItems(Map.of("LeadLogs", part))));
  }

  private WriteRequest put(LeadgenId id) {
    Instant received = day(1);
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("leadgenId", s(id.text()));
    item.put("pageId", s(page));
    item.put("formId", s(FORM));
    item.put("status", s("Error"));
    item.put("reason", s("INVALID_PHONE"));
    item.put("errorMessage", s("phone_number is no phone number"));
    item.put("remedy", s(Reason.INVALID_PHONE.remedy()));
    item.put("test", b(false));
    item.put("receivedTime", s(Times.text(received)));
    item.put(LogKeys.RECEIVED_KEY, s(LogKeys.receivedKey(id, received)));
    item.put(LogKeys.STATUS_SHARD, LogKeys.statusShard(id, received, Status.ERROR));
    return WriteRequest.builder().putRequest(r -> r.item(item)).build();
  }
}
