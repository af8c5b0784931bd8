package dev.leadlog.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyProxy.Fault;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@TestProfile(WebhookProfile.class)
class StoresDownTest {

  /**
   * Added to twice the time with healthy stores, which is long on a busy machine. The grace period
   * is half a second; waiting for the failed store would take three or more.
   */
  private static final Duration LESS_THAN_A_TIMEOUT = Duration.ofMillis(2_000);

  @BeforeEach
  void reset() {
    Stores.reset();
  }

  @AfterEach
  void open() {
    Stores.reset();
  }

  @ParameterizedTest
  @CsvSource({"REFUSES, 1", "HANGS, 1", "THROTTLES, 1", "REFUSES, 60", "HANGS, 60"})
  void leads_are_accepted_by_the_queue_while_the_log_is_down(Fault fault, int leads) {
    List<String> ids = Aws.newIds(leads);
    Duration healthy = timed(Aws.newIds(leads));
    Stores.reset();
    Aws.dynamodb().setFault(fault);

    assertThat(timed(ids)).isLessThan(healthy.multipliedBy(2).plus(LESS_THAN_A_TIMEOUT));

    assertThat(Stores.announcedOnTheQueue()).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(ids).allMatch(id -> Stores.log(id).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"REFUSES, 1", "HANGS, 1", "REFUSES, 60", "HANGS, 60"})
  void leads_are_accepted_by_the_log_while_the_queue_is_down(Fault fault, int leads) {
    List<String> ids = Aws.newIds(leads);
    Duration healthy = timed(Aws.newIds(leads));
    Stores.reset();
    Aws.sqs().setFault(fault);

    assertThat(timed(ids)).isLessThan(healthy.multipliedBy(2).plus(LESS_THAN_A_TIMEOUT));

    assertThat(ids).allMatch(id -> "Pending".equals(Stores.text(id, "status")));
    assertThat(ids).allMatch(id -> Stores.log(id).containsKey("dueAt"));
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSES", "HANGS"})
  void leads_are_recorded_by_a_second_post_if_both_stores_were_down(Fault fault) {
    List<String> ids = Aws.newIds(3);
    Aws.dynamodb().setFault(fault);
    Aws.sqs().setFault(fault);

    long before = System.nanoTime();
    assertThat(post(ids)).isEqualTo(500);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(9));
    Stores.reset();
    assertThat(post(ids)).isEqualTo(200);

    assertThat(ids).allMatch(id -> "Pending".equals(Stores.text(id, "status")));
    assertThat(Stores.announcedOnTheQueue()).containsAll(ids);
  }

  @Test
  void a_log_whose_response_was_lost_is_not_changed_by_the_next_notification() {
    String id = Aws.newId();
    Aws.dynamodb().setFault(Fault.WITHHOLDS_THE_RESPONSE);
    Aws.sqs().setFault(Fault.REFUSES);

    assertThat(post(List.of(id))).isEqualTo(500);
    var log = Stores.log(id);
    Stores.reset();
    assertThat(post(List.of(id))).isEqualTo(200);

    assertThat(log).isNotEmpty();
    assertThat(Stores.log(id)).isEqualTo(log);
  }

  @Test
  void both_stores_accept_leads_again_after_one_of_them_hung() {
    Aws.dynamodb().setFault(Fault.HANGS);
    post(Aws.newIds(300));
    Stores.reset();
    // few enough for the grace period of half a second on a busy machine
    List<String> ids = Aws.newIds(10);

    assertThat(post(ids)).isEqualTo(200);

    assertThat(Stores.logged(ids)).containsAll(ids);
  }

  /** Returns how long the leads take to be accepted. */
  private static Duration timed(List<String> ids) {
    long before = System.nanoTime();
    assertThat(post(ids)).isEqualTo(200);
    return Duration.ofNanos(System.nanoTime() - before);
  }

  private static int post(List<String> ids) {
    return Meta.post(Meta.envelope(Meta.changes(ids))).statusCode();
  }
}
