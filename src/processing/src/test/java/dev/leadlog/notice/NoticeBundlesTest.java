package dev.leadlog.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.bookkeeping.Bookkeeping;
import dev.leadlog.dynamodb.ConditionalWrites;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.notice.NoticeBundles.Decision;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyProxy.Fault;
import dev.leadlog.workbench.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class NoticeBundlesTest {

  private static final LeadlogSettings THREE =
      Settings.with(Map.of("leadlog.notice.per-minute", "3"));

  private static final Duration TO_THE_END = Duration.ofSeconds(63);

  private static final DynamoDbClient DYNAMODB = Aws.dynamoDbClient();

  private final Bookkeeping bookkeeping =
      new Bookkeeping(DYNAMODB, new ConditionalWrites(DYNAMODB), THREE);
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-29T10:00:00.000Z"));
  private final Channel channel = Channel.of("email", Aws.newId(), Duration.ZERO);
  private NoticeBundles bundles;

  @BeforeEach
  void instance() {
    bundles = new NoticeBundles(bookkeeping, THREE, clock);
  }

  @AfterEach
  void open() {
    Aws.dynamodb().clearFault();
  }

  @Test
  void leads_within_the_rate_are_sent_at_once() {
    assertThat(Stream.generate(this::arrive).limit(3))
        .containsOnly(new Decision.SendNow(Duration.ZERO));
  }

  @Test
  void the_next_minute_has_a_rate_of_its_own() {
    arrive(3);
    clock.move(Duration.ofMinutes(1));

    assertThat(arrive()).isInstanceOf(Decision.SendNow.class);
  }

  @Test
  void a_lead_beyond_the_rate_waits_for_the_end_of_the_minute() {
    arrive(3);

    assertThat(arrive()).isEqualTo(new Decision.Wait(Instant.parse("2026-11-29T10:01:02Z")));
  }

  @Test
  void one_message_is_sent_for_all_leads_of_a_bundle() {
    arrive(3);
    List<LeadgenId> late = leads(5);
    late.forEach(lead -> bundles.next(channel, lead));
    clock.move(TO_THE_END);

    Decision.SendBundle all = (Decision.SendBundle) bundles.next(channel, late.get(2));
    assertThat(all.count()).isEqualTo(5);
    bundles.sent(channel, late.get(2), all.minute());

    for (LeadgenId other : List.of(late.get(0), late.get(1), late.get(3), late.get(4))) {
      assertThat(bundles.next(channel, other)).isEqualTo(new Decision.AlreadySent());
    }
  }

  @Test
  void the_other_leads_of_a_bundle_wait_while_one_sends_for_all() {
    List<LeadgenId> late = bundle(2);
    bundles.next(channel, late.get(0));

    assertThat(bundles.next(channel, late.get(1))).isInstanceOf(Decision.Wait.class);
  }

  @Test
  void another_lead_sends_for_all_when_the_first_one_crashed() {
    List<LeadgenId> late = bundle(2);
    bundles.next(channel, late.get(0));
    clock.move(Duration.ofSeconds(46));

    assertThat(bundles.next(channel, late.get(1)))
        .isInstanceOfSatisfying(
            Decision.SendBundle.class, all -> assertThat(all.count()).isEqualTo(2));
  }

  @Test
  void a_failed_message_is_not_retried_before_the_time_of_the_channel() {
    List<LeadgenId> late = bundle(2);
    Decision.SendBundle all = (Decision.SendBundle) bundles.next(channel, late.get(0));
    Instant later = clock.instant().plusSeconds(100);
    bundles.failed(channel, late.get(0), all.minute(), later);

    assertThat(bundles.next(channel, late.get(1))).isEqualTo(new Decision.Wait(later));
    clock.move(Duration.ofSeconds(101));
    assertThat(bundles.next(channel, late.get(1))).isInstanceOf(Decision.SendBundle.class);
  }

  @Test
  void a_message_that_is_refused_is_refused_for_all() {
    List<LeadgenId> late = bundle(2);
    Decision.SendBundle all = (Decision.SendBundle) bundles.next(channel, late.get(0));
    bundles.refused(channel, late.get(0), all.minute(), "invalid_payload");

    assertThat(bundles.next(channel, late.get(1)))
        .isEqualTo(new Decision.Refused("invalid_payload"));
  }

  @Test
  void no_lead_joins_a_bundle_whose_message_was_begun() {
    List<LeadgenId> late = bundle(1);
    bundles.next(channel, late.get(0));
    SettableClock slow = new SettableClock(Instant.parse("2026-11-29T10:00:59.900Z"));
    NoticeBundles behind = new NoticeBundles(bookkeeping, THREE, slow);

    assertThat(behind.next(channel, new LeadgenId(Aws.newId())))
        .isEqualTo(new Decision.Wait(Instant.parse("2026-11-29T10:02:02Z")));
  }

  @Test
  void a_later_manual_request_gets_its_own_notice() {
    List<LeadgenId> late = bundle(1);
    Decision.SendBundle all = (Decision.SendBundle) bundles.next(channel, late.get(0));
    bundles.sent(channel, late.get(0), all.minute());

    assertThat(bundles.next(channel, late.get(0))).isInstanceOf(Decision.SendNow.class);
  }

  @Test
  void concurrent_instances_lose_no_lead_and_count_each_once() throws InterruptedException {
    ConcurrentLinkedQueue<LeadgenId> late = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<LeadgenId> alone = new ConcurrentLinkedQueue<>();
    ExecutorService instances = Executors.newFixedThreadPool(6);
    for (LeadgenId lead : leads(40)) {
      instances.execute(
          () -> {
            Decision turn = new NoticeBundles(bookkeeping, THREE, clock).next(channel, lead);
            (turn instanceof Decision.Wait ? late : alone).add(lead);
          });
    }
    instances.shutdown();
    assertThat(instances.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    clock.move(TO_THE_END);

    assertThat(alone).hasSize(3);
    assertThat(bundles.next(channel, late.peek()))
        .isInstanceOfSatisfying(
            Decision.SendBundle.class, all -> assertThat(all.count()).isEqualTo(37));
  }

  @Test
  void a_channel_with_a_pace_gets_its_messages_one_after_the_other() {
    Channel paced = Channel.of("slack", Aws.newId(), Duration.ofSeconds(1));

    assertThat(bundles.next(paced, new LeadgenId(Aws.newId()))).isEqualTo(now(0));
    assertThat(bundles.next(paced, new LeadgenId(Aws.newId()))).isEqualTo(now(1));
    assertThat(bundles.next(paced, new LeadgenId(Aws.newId()))).isEqualTo(now(2));
  }

  @Test
  void a_lead_that_would_wait_too_long_for_the_pace_joins_the_bundle() {
    Channel paced = Channel.of("slack", Aws.newId(), Duration.ofSeconds(1));
    LeadgenId lead = new LeadgenId(Aws.newId());
    bundles.throttled(paced, lead, clock.instant().plusSeconds(30));

    assertThat(bundles.next(paced, lead)).isInstanceOf(Decision.Wait.class);
  }

  @Test
  void a_lead_is_sent_at_once_if_the_store_is_unavailable() {
    Aws.dynamodb().setFault(Fault.REFUSES);

    assertThat(arrive()).isEqualTo(now(0));
  }

  private static Decision now(int seconds) {
    return new Decision.SendNow(Duration.ofSeconds(seconds));
  }

  private Decision arrive() {
    return bundles.next(channel, new LeadgenId(Aws.newId()));
  }

  private void arrive(int count) {
    leads(count).forEach(lead -> bundles.next(channel, lead));
  }

  /** Leads beyond the rate, at the end of their minute. */
  private List<LeadgenId> bundle(int count) {
    arrive(3);
    List<LeadgenId> late = leads(count);
    late.forEach(lead -> bundles.next(channel, lead));
    clock.move(TO_THE_END);
    return late;
  }

  private static List<LeadgenId> leads(int count) {
    return Stream.generate(() -> new LeadgenId(Aws.newId())).limit(count).toList();
  }
}
