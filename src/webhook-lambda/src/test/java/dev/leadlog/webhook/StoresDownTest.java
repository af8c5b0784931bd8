package dev.leadlog.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyDoor.Fault;
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

  /** The grace is half a second; waiting for the store that is down would take three and more. */
  private static final Duration WELL_UNDER_A_TIME_OUT = Duration.ofMillis(2_000);

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
  void without_the_log_the_queue_is_enough(Fault fault, int leads) {
    List<String> ids = Aws.newIds(leads);
    Aws.dynamodb().shut(fault);

    assertTakenInTime(ids);

    assertThat(Stores.announcedOnTheQueue()).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(ids).allMatch(id -> Stores.log(id).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"REFUSES, 1", "HANGS, 1", "REFUSES, 60", "HANGS, 60"})
  void without_the_queue_the_log_is_enough(Fault fault, int leads) {
    List<String> ids = Aws.newIds(leads);
    Aws.sqs().shut(fault);

    assertTakenInTime(ids);

    assertThat(ids).allMatch(id -> "Pending".equals(Stores.text(id, "status")));
    assertThat(ids).allMatch(id -> Stores.log(id).containsKey("dueAt"));
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSES", "HANGS"})
  void without_both_meta_is_told_to_send_them_again_and_then_they_are_recorded(Fault fault) {
    List<String> ids = Aws.newIds(3);
    Aws.dynamodb().shut(fault);
    Aws.sqs().shut(fault);

    long before = System.nanoTime();
    assertThat(post(ids)).isEqualTo(500);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(9));
    Stores.reset();
    assertThat(post(ids)).isEqualTo(200);

    assertThat(ids).allMatch(id -> "Pending".equals(Stores.text(id, "status")));
    assertThat(Stores.announcedOnTheQueue()).containsAll(ids);
  }

  @Test
  void a_log_that_was_written_but_whose_answer_was_lost_is_the_same_log_when_it_comes_again() {
    String id = Aws.newId();
    Aws.dynamodb().shut(Fault.FORGETS_THE_ANSWER);
    Aws.sqs().shut(Fault.REFUSES);

    assertThat(post(List.of(id))).isEqualTo(500);
    var log = Stores.log(id);
    Stores.reset();
    assertThat(post(List.of(id))).isEqualTo(200);

    assertThat(log).isNotEmpty();
    assertThat(Stores.log(id)).isEqualTo(log);
  }

  @Test
  void after_a_store_hung_the_next_post_is_taken_by_both_again() {
    Aws.dynamodb().shut(Fault.HANGS);
    post(Aws.newIds(300));
    Stores.reset();
    // few enough for the grace of half a second on a busy machine
    List<String> ids = Aws.newIds(60);

    assertThat(post(ids)).isEqualTo(200);

    assertThat(Stores.logged(ids)).containsAll(ids);
  }

  private static void assertTakenInTime(List<String> ids) {
    long before = System.nanoTime();
    assertThat(post(ids)).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(WELL_UNDER_A_TIME_OUT);
  }

  private static int post(List<String> ids) {
    return Meta.post(Meta.envelope(Meta.changes(ids))).statusCode();
  }
}
