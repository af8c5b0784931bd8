package dev.leadlog.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.log.BulkInsert.Written;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadLog;
import dev.leadlog.log.LeadLogs;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.LogOfTests;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.PageId;
import dev.leadlog.log.ReadLead;
import dev.leadlog.log.Source;
import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.settings.SettingsOfTests;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyDoor.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;

/** Leads that someone brings in bulk: {@link Intake#bring}. */
class BulkIntakeTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final Instant LONG_AGO = Instant.parse("2026-02-28T08:49:14.120Z");
  private static final Instant UNTIL = Instant.parse("2026-11-27T10:00:00Z");

  /** The SDK itself asks four times, for each of the three calls that 60 leads are. */
  private static final int MORE_THAN_THE_SDK = 12;

  private final String backlog = Aws.newQueue();
  private final LeadLogs logs = LogOfTests.logs(Aws.dynamoDbClient());
  private final Intake intake = intake();

  @AfterEach
  void openDoors() {
    Aws.dynamodb().open();
    Aws.sqs().open();
  }

  @Test
  void the_new_are_told_from_the_known_and_only_they_get_a_message() {
    List<NewLead> known = leads(30);
    intake.bring(known);
    Aws.drain(backlog);
    List<NewLead> all = new ArrayList<>(leads(170));
    Set<LeadgenId> fresh = ids(all);
    all.addAll(known);

    Map<LeadgenId, Written> written = intake.bring(all);

    assertThat(written).hasSize(200);
    assertThat(written.entrySet().stream().filter(e -> e.getValue() == Written.NEW))
        .map(Map.Entry::getKey)
        .containsExactlyInAnyOrderElementsOf(fresh);
    assertThat(written.values()).containsOnly(Written.NEW, Written.KNOWN);
    assertThat(messages()).isEqualTo(fresh);
    assertThat(intake.known(fresh.stream().limit(100).collect(Collectors.toSet()))).hasSize(100);
    assertThat(intake.known(ids(leads(100)))).isEmpty();
  }

  @Test
  void a_log_begins_with_what_was_read_and_with_the_time_of_those_that_come_now() {
    NewLead lead = leads(1).get(0);

    intake.bring(List.of(lead));

    LeadLog log = logs.find(lead.leadgenId()).orElseThrow();
    assertThat(log.leadPayload()).isEqualTo(lead.read().payload());
    assertThat(log.platform()).isEqualTo("Instagram");
    assertThat(log.organic()).isFalse();
    assertThat(log.test()).isTrue();
    assertThat(log.adId()).as("the announced ad stays").isEqualTo("23851234567890101");
    assertThat(log.createdTime()).as("what was not announced is read").isEqualTo(LONG_AGO);
    assertThat(log.receivedTime()).isEqualTo(LONG_AGO);
    assertThat(log.retryAt()).isEqualTo(NOW);
    assertThat(log.retryUntil()).isEqualTo(UNTIL);
    assertThat(log.sweepAt()).isEqualTo("2026-11-24T11:00:00Z");
    assertThat(log.history()).singleElement().satisfies(e -> assertThat(e.at()).isEqualTo(NOW));
    assertThat(log.history().get(0).by()).isEqualTo("marie");
  }

  @Test
  void a_log_that_refuses_for_a_while_is_asked_until_it_holds_every_lead() {
    List<NewLead> leads = leads(60);
    AtomicInteger requests = new AtomicInteger();
    Aws.dynamodb().shut(Fault.REFUSES, operation -> requests.getAndIncrement() < MORE_THAN_THE_SDK);

    assertThat(intake.bring(leads).values()).doesNotContain(Written.UNAVAILABLE);

    assertThat(requests).hasValueGreaterThan(MORE_THAN_THE_SDK);
    assertThat(leads).allMatch(lead -> logs.find(lead.leadgenId()).isPresent());
    assertThat(messages()).isEqualTo(ids(leads));
  }

  @Test
  void a_log_that_does_not_come_back_is_an_exception_and_what_it_took_has_its_message() {
    List<NewLead> leads = leads(200);
    Aws.dynamodb().dieAfter(3);

    assertThatThrownBy(() -> intake.bring(leads)).isInstanceOf(SdkException.class);

    Aws.dynamodb().open();
    Set<LeadgenId> taken = ids(leads);
    taken.removeIf(id -> logs.find(id).isEmpty());
    assertThat(taken).hasSize(75);
    assertThat(messages()).isEqualTo(taken);
  }

  @Test
  void a_queue_that_refuses_is_the_sweeps_matter() {
    List<NewLead> leads = leads(3);
    Aws.sqs().shut(Fault.REFUSES);

    assertThat(intake.bring(leads).values()).containsOnly(Written.NEW);

    assertThat(logs.find(leads.get(0).leadgenId()).orElseThrow().sweepAt()).isNotNull();
  }

  @Test
  void a_lead_that_is_too_large_is_refused_and_its_neighbours_are_not() {
    List<NewLead> leads = new ArrayList<>(leads(2));
    leads.add(lead(Aws.newId(), "x".repeat(500_000)));

    assertThat(intake.bring(leads))
        .containsEntry(leads.get(0).leadgenId(), Written.NEW)
        .containsEntry(leads.get(2).leadgenId(), Written.REFUSED);
  }

  private Intake intake() {
    LeadlogSettings settings =
        SettingsOfTests.settings(Map.of("leadlog.backlog-queue-url", Aws.queueUrl(backlog)));
    return new Intake(
        logs,
        LogOfTests.bulk(Aws.dynamoDbClient()),
        new LeadQueue(Aws.sqsClient(), settings),
        new SettingsOfTests.Counted(),
        new BoundedExecutor("test", 8),
        Duration.ofSeconds(1));
  }

  private static List<NewLead> leads(int count) {
    return Aws.newIds(count).stream().map(id -> lead(id, "{\"id\":\"" + id + "\"}")).toList();
  }

  private static NewLead lead(String id, String payload) {
    return new NewLead(
        new LeadgenId(id),
        new PageId("1635959142565683"),
        new FormId("527829666666421"),
        "23851234567890101",
        null,
        LONG_AGO,
        Source.IMPORT,
        null,
        null,
        null,
        new ReadLead(payload, "Instagram", false, "999", new FormId("1"), LONG_AGO, true),
        new NewLead.Later(NOW, UNTIL, "marie"));
  }

  private static Set<LeadgenId> ids(List<NewLead> leads) {
    return leads.stream().map(NewLead::leadgenId).collect(Collectors.toSet());
  }

  private Set<LeadgenId> messages() {
    return Aws.drain(backlog).stream()
        .map(message -> LeadMessage.read(message.body()).orElseThrow().leadgenId())
        .collect(Collectors.toSet());
  }
}
