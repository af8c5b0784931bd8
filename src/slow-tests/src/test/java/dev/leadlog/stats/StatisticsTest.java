package dev.leadlog.stats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.Jobs;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Status;
import dev.leadlog.manual.ManualActions;
import dev.leadlog.queues.JobMessage;
import dev.leadlog.reprocessing.LeadReprocessor;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Pages;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Runs before the other classes, because a recount reads the whole log. */
@Order(1)
@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class StatisticsTest {

  /** Days that no other test uses; the simulation moves on by 2,000 days with each run. */
  private static final AtomicInteger NEXT_DAY = new AtomicInteger(30_000);

  @Inject Statistics statistics;
  @Inject LeadReprocessor leadReprocessor;
  @Inject Jobs jobs;
  @Inject ManualActions manualActions;
  @Inject Leads leads;
  @Inject Pages pages;
  @Inject MovableClock clock;
  @Inject LogStream stream;

  private Instant today;

  /** Starts at noon, because none of these tests may run over midnight. */
  @BeforeEach
  void reset() {
    leads.reset();
    Instant now = clock.instant();
    today = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(NEXT_DAY.getAndIncrement()));
    clock.move(Duration.between(now, today.plus(Duration.ofHours(12))));
  }

  @Test
  void leads_are_counted_in_each_status_of_their_processing() {
    LeadgenId processed = leads.announced(pages.configured());
    LeadgenId unconfigured = leads.announced(Pages.unknown());
    assertThat(numbers().path("byStatus").path("Pending").asInt()).isEqualTo(2);

    leads.process(processed, unconfigured);

    JsonNode numbers = numbers();
    assertThat(numbers.path("total").asInt()).isEqualTo(2);
    assertThat(numbers.path("byStatus").path("Processed").asInt()).isEqualTo(1);
    assertThat(numbers.path("byStatus").path("Unconfigured").asInt()).isEqualTo(1);
    assertThat(numbers.path("byPlatform").path("Facebook").asInt()).isEqualTo(2);
    assertThat(numbers.path("conversion").asDouble()).isEqualTo(1.0);
    assertThat(numbers.path("secondsToProcessed").path("average").asDouble()).isBetween(3.0, 30.0);
  }

  /** Other leads may be of any age. */
  @Test
  void only_the_processing_of_a_webhook_lead_is_timed() {
    LeadgenId lead = leads.announced(pages.configured());
    Leads.set(lead, "source", AttributeValue.fromS("Import"));

    leads.process(lead);

    assertThat(numbers().path("byStatus").path("Processed").asInt()).isEqualTo(1);
    assertThat(numbers().path("secondsToProcessed").path("leads").asInt()).isZero();
  }

  @Test
  void a_reprocessed_lead_is_counted_by_its_last_status() {
    PageId page = Pages.unknown();
    LeadgenId lead = leads.announced(page);
    leads.process(lead);
    pages.configure(page);

    leadReprocessor.process(lead, "marie", false);
    leads.process(lead);

    assertThat(numbers().path("byStatus").path("Unconfigured").asInt()).isZero();
    assertThat(numbers().path("byStatus").path("Processed").asInt()).isEqualTo(1);
  }

  @Test
  void a_recount_counts_the_log_independently_of_earlier_counts() {
    LeadgenId lead = leads.announced(Pages.unknown());
    leads.process(lead);
    stream.countAll();
    forget();
    assertThat(numbers().path("total").asInt()).isZero();

    Job job = statistics.recount("marie");
    LeadgenId before = leads.announced(Pages.unknown());
    leads.process(before);
    run(job);
    assertThat(numbers().path("total").asInt()).as("the new generation has not begun").isEqualTo(1);
    clock.move(RecountJob.UNTIL_IT_BEGINS);
    run(job);
    LeadgenId meanwhile = leads.announced(Pages.unknown());
    leads.process(meanwhile);
    assertThat(numbers().path("total").asInt()).as("the old generation is used").isEqualTo(2);
    clock.move(RecountJob.UNTIL_IT_IS_COUNTED);
    run(job);

    assertThat(jobs.find(job.id()).orElseThrow().state()).isEqualTo(Job.State.DONE);
    assertThat(numbers().path("total").asInt()).isEqualTo(3);
    assertThat(leads.log(lead).status()).isEqualTo(Status.UNCONFIGURED);
  }

  @Test
  void a_recount_ends_with_the_delays_of_its_messages() {
    leads.process(leads.announced(Pages.unknown()));
    stream.countAll();
    forget();
    Aws.sqs().forget();

    Job job = statistics.recount("marie");
    Duration waited = handleMessagesOfJobs();

    assertThat(jobs.find(job.id()).orElseThrow().state()).isEqualTo(Job.State.DONE);
    assertThat(waited)
        .isBetween(
            RecountJob.UNTIL_IT_BEGINS.plus(RecountJob.UNTIL_IT_IS_COUNTED), Duration.ofMinutes(5));
    assertThat(numbers().path("total").asInt()).isEqualTo(1);
  }

  /** Handles each message after its delay until no message is sent. */
  private Duration handleMessagesOfJobs() {
    Duration waited = Duration.ZERO;
    for (int handled = 0; handled < Aws.sqs().bodies("SendMessage").size(); handled++) {
      assertThat(handled).as("messages of one small job").isLessThan(20);
      JsonNode sent = Json.read(Aws.sqs().bodies("SendMessage").get(handled)).orElseThrow();
      Duration delay = Duration.ofSeconds(sent.path("DelaySeconds").asInt());
      clock.move(delay);
      waited = waited.plus(delay);
      stream.countAll();
      JobMessage message = JobMessage.read(sent.path("MessageBody").asText()).orElseThrow();
      jobs.run(message, clock.instant().plusSeconds(120));
    }
    return waited;
  }

  @Test
  void a_lead_that_is_erased_stays_counted() {
    LeadgenId lead = leads.announced(Pages.unknown());
    leads.process(lead);
    assertThat(numbers().path("byStatus").path("Unconfigured").asInt()).isEqualTo(1);

    manualActions.erase(lead, "marie");

    assertThat(numbers().path("byStatus").path("Unconfigured").asInt()).isEqualTo(1);
    assertThat(numbers().path("byPlatform").path("Facebook").asInt()).isEqualTo(1);
  }

  /** Deletes the counters of the month of this test. */
  private void forget() {
    delete(pk -> pk.startsWith("stat#") && pk.endsWith("#" + today.toString().substring(0, 7)));
  }

  /**
   * The logs of other tests belong to the first generation, and jobs of a distant future would be
   * the newest.
   */
  @AfterEach
  void forgetGenerationsAndJobs() {
    Aws.direct().deleteItem(r -> r.tableName("Bookkeeping").key(CounterGenerations.KEY));
    delete(pk -> pk.startsWith("job"));
    clock.reset();
  }

  private static void delete(Predicate<String> partition) {
    Aws.direct().scan(r -> r.tableName("Bookkeeping")).items().stream()
        .filter(item -> partition.test(item.get("pk").s()))
        .forEach(
            item ->
                Aws.direct()
                    .deleteItem(
                        r ->
                            r.tableName("Bookkeeping")
                                .key(Map.of("pk", item.get("pk"), "sk", item.get("sk")))));
  }

  private void run(Job job) {
    jobs.run(new JobMessage(job.id()), clock.instant().plusSeconds(120));
  }

  private JsonNode numbers() {
    stream.countAll();
    return statistics.between(today, today.plus(Duration.ofDays(1)), ZoneOffset.UTC);
  }
}
