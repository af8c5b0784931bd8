package dev.leadlog.log;

import static dev.leadlog.log.LogOfTests.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadlog.dynamodb.Attributes;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyDoor.Fault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class LeadCountsTest {

  private static final Duration LEASE = Duration.ofSeconds(150);
  private static final AtomicInteger NEXT_DAY = new AtomicInteger();

  private final DynamoDbClient dynamodb = Aws.dynamoDbClient();
  private final LeadLogs logs = LogOfTests.logs(dynamodb);
  private final LeadLogsByHand byHand = LogOfTests.byHand(dynamodb);
  private final LeadCounts counts = LogOfTests.counts(dynamodb);

  /** A day that no other test has: the numbers of a test are its own. */
  private final Instant day =
      Instant.parse("2027-01-01T00:00:00Z").plus(Duration.ofDays(NEXT_DAY.getAndIncrement()));

  @AfterEach
  void openDoors() {
    Aws.dynamodb().open();
  }

  @Nested
  class A_change_of_a_log {

    @Test
    void counts_a_lead_in_the_quarter_of_an_hour_in_which_meta_created_it() {
      end(claimed(day.plusSeconds(3 * 3600 + 46 * 60)), Status.ERROR);

      assertThat(counted())
          .containsExactly(count(day.plusSeconds(3 * 3600 + 45 * 60), Status.ERROR, "", 1, 0, 0));
    }

    @Test
    void counts_seconds_from_created_to_processed() {
      end(claimed(day), Status.PROCESSED);
      end(claimed(day), Status.PROCESSED);

      assertThat(counted()).containsExactly(count(day, Status.PROCESSED, "", 2, 2, 40));
    }

    @Test
    void that_puts_a_lead_back_takes_it_out_and_its_next_end_counts_it_anew() {
      LeadLog failed = end(claimed(day), Status.ERROR);
      byHand.reprocess(failed, "someone", day, false, null);
      assertThat(counted()).isEmpty();

      LeadLog again = ((Claim.Taken) logs.claim(failed.leadgenId(), day, LEASE)).log();
      end(again, Status.PROCESSED);
      assertThat(counted()).containsExactly(count(day, Status.PROCESSED, "", 1, 1, 20));
    }

    @Test
    void by_hand_moves_it_and_measures_no_time() {
      LeadLog failed = end(claimed(day), Status.ERROR);
      byHand.markProcessed(failed, new LeadDocReference("Lead", "1", null), "someone", null, day);

      assertThat(counted()).containsExactly(count(day, Status.PROCESSED, "", 1, 0, 0));
    }

    @Test
    void by_hand_to_loss_moves_it() {
      byHand.markLoss(end(claimed(day), Status.DISABLED), "someone", "a note", day);

      assertThat(counted()).containsExactly(count(day, Status.LOSS, "", 1, 0, 0));
    }

    @Test
    void that_keeps_the_status_changes_no_number() {
      LeadLog failed = end(claimed(day), Status.ERROR);
      assertThat(byHand.correct(failed, "{}", "someone", day)).isTrue();
      LeadLog corrected = logs.find(failed.leadgenId()).orElseThrow();
      assertThat(byHand.erase(corrected, "someone", day)).isTrue();

      assertThat(counted()).containsExactly(count(day, Status.ERROR, "", 1, 0, 0));
    }

    @Test
    void takes_out_what_was_put_in_although_the_platform_is_known_since() {
      LeadLog unread = end(claimed(day), Status.DISABLED);
      logs.keepLatePayload(unread, new ReadLead("{}", "Instagram", true, null, null, null, false));
      LeadLog read = logs.find(unread.leadgenId()).orElseThrow();

      byHand.markLoss(read, "someone", "a note", day);

      assertThat(counted()).containsExactly(count(day, Status.LOSS, "Instagram", 1, 0, 0));
    }

    @Test
    void of_a_test_lead_is_not_counted() {
      LeadLog claimed = claimed(day);
      logs.conclude(claimed, conclusion(Status.PROCESSED, true), "processor", day);

      assertThat(counted()).isEmpty();
    }

    @Test
    void that_cannot_be_counted_is_not_made() {
      LeadLog claimed = claimed(day);
      Aws.dynamodb().shut(Fault.REFUSES, "TransactWriteItems"::equals);

      assertThatThrownBy(() -> end(claimed, Status.ERROR)).isInstanceOf(SdkException.class);

      Aws.dynamodb().open();
      assertThat(logs.find(claimed.leadgenId())).contains(claimed);
      assertThat(counted()).isEmpty();
    }

    @Test
    void whose_answer_gets_lost_is_counted_once() {
      LeadLog claimed = claimed(day);
      int[] requests = {0};
      Aws.dynamodb()
          .shut(
              Fault.HANGS_UP,
              operation -> operation.equals("TransactWriteItems") && requests[0]++ == 0);

      end(claimed, Status.ERROR);

      assertThat(requests[0]).isEqualTo(2);
      assertThat(counted()).containsExactly(count(day, Status.ERROR, "", 1, 0, 0));
    }

    @Test
    void that_meets_others_at_the_same_counter_waits_for_them() {
      List<LeadLog> claimed =
          Stream.generate(LogOfTests::newId)
              .filter(id -> id.shard(Counters.SHARDS) == 7)
              .limit(12)
              .map(id -> claimed(id, day))
              .toList();
      ExecutorService threads = Executors.newFixedThreadPool(12);
      List<CompletableFuture<LeadLog>> ends =
          claimed.stream()
              .map(log -> CompletableFuture.supplyAsync(() -> end(log, Status.ERROR), threads))
              .toList();
      ends.forEach(CompletableFuture::join);
      threads.shutdown();

      assertThat(counted()).containsExactly(count(day, Status.ERROR, "", 12, 0, 0));
    }
  }

  @Nested
  class Pending_leads {

    @Test
    void are_counted_where_they_wait() {
      LeadLog waiting = claimed(day.plusSeconds(60));

      assertThat(counts.pending(100_000).orElseThrow())
          .filteredOn(count -> count.quarter().equals(day))
          .containsExactly(count(day, Status.PENDING, "", 1, 0, 0));
      end(waiting, Status.ERROR);
      assertThat(counts.pending(100_000).orElseThrow())
          .noneMatch(count -> count.quarter().equals(day));
    }

    @Test
    void are_not_looked_up_when_there_are_more_than_asked_for() {
      claimed(day);
      assertThat(counts.pending(0)).isEmpty();
    }
  }

  @Nested
  class Rebuilding {

    @Test
    void counts_every_log_anew_and_forgets_what_was_wrong() {
      LeadLog failed = end(claimed(day), Status.ERROR);
      LeadLog processed = end(claimed(day), Status.PROCESSED);
      invent(5);

      int generation = counts.beginRebuild();
      counts.recount(failed.leadgenId(), generation);
      counts.recount(failed.leadgenId(), generation);
      counts.recount(processed.leadgenId(), generation);
      assertThat(counted())
          .as("the invented ones count until the end")
          .contains(count(day, Status.ERROR, "", 6, 0, 0));
      counts.rebuilt(generation);

      assertThat(counted())
          .containsExactlyInAnyOrder(
              count(day, Status.ERROR, "", 1, 0, 0), count(day, Status.PROCESSED, "", 1, 1, 20));
    }

    @Test
    void measures_the_same_time_although_the_lead_was_erased_since() {
      LeadLog processed = end(claimed(day), Status.PROCESSED);
      byHand.erase(processed, "someone", day.plus(Duration.ofDays(3)));

      int generation = counts.beginRebuild();
      counts.recount(processed.leadgenId(), generation);
      counts.rebuilt(generation);

      assertThat(counted()).containsExactly(count(day, Status.PROCESSED, "", 1, 1, 20));
    }

    @Test
    void of_a_log_that_changed_since_leaves_it_to_who_changed_it() {
      LeadLog failed = end(claimed(day), Status.ERROR);
      int generation = counts.beginRebuild();
      LogOfTests.byHand(dynamodb).markLoss(failed, "someone", "a note", day);

      counts.recount(failed.leadgenId(), generation);
      counts.rebuilt(generation);

      assertThat(counted()).containsExactly(count(day, Status.LOSS, "", 1, 0, 0));
    }

    @Test
    void is_not_undone_by_an_instance_that_has_not_heard_of_it() {
      LeadLog failed = end(claimed(day), Status.ERROR);
      int generation = counts.beginRebuild();
      counts.recount(failed.leadgenId(), generation);

      LeadLog recounted = logs.find(failed.leadgenId()).orElseThrow();
      byHand.markLoss(recounted, "someone", "a note", day);
      counts.rebuilt(generation);

      assertThat(counted()).containsExactly(count(day, Status.LOSS, "", 1, 0, 0));
    }

    /** As a mistake would leave them. */
    private void invent(int leads) {
      int generation =
          new CounterGenerations(dynamodb, Clock.systemUTC(), LogOfTests.SETTINGS).read().writing();
      dynamodb.updateItem(
          r ->
              r.tableName("Bookkeeping")
                  .key(
                      Map.of(
                          "pk", Attributes.s(Counters.partition(day)),
                          "sk", Attributes.s("00#" + generation + "#0")))
                  .updateExpression("ADD #name :leads")
                  .expressionAttributeNames(Map.of("#name", day + "|Error|Webhook|leads|"))
                  .expressionAttributeValues(Map.of(":leads", AttributeValue.fromN("" + leads))));
    }
  }

  private List<LeadCount> counted() {
    return counts.between(day, day.plus(Duration.ofDays(1)));
  }

  private static LeadCount count(
      Instant quarter, Status status, String platform, long leads, long timed, long seconds) {
    return new LeadCount(quarter, status, Source.WEBHOOK, platform, leads, timed, seconds);
  }

  private LeadLog claimed(Instant created) {
    return claimed(newId(), created);
  }

  private LeadLog claimed(LeadgenId id, Instant created) {
    Instant received = created.plusSeconds(3);
    logs.insert(LogOfTests.lead(id, received));
    return ((Claim.Taken) logs.claim(id, received, LEASE)).log();
  }

  private LeadLog end(LeadLog claimed, Status status) {
    Instant now = claimed.createdTime().plusSeconds(20);
    assertThat(logs.conclude(claimed, conclusion(status, false), "processor", now)).isTrue();
    return logs.find(claimed.leadgenId()).orElseThrow();
  }

  private static Conclusion conclusion(Status status, boolean test) {
    return new Conclusion(
        status,
        Reason.PAGE_DISABLED,
        null,
        List.of(),
        null,
        null,
        null,
        test,
        null,
        null,
        true,
        null);
  }
}
