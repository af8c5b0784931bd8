package dev.leadlog.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.emulators.RuntimeApi.FunctionResponse;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.log.LeadIds;
import dev.leadlog.log.LeadInsert;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyProxy.Fault;
import dev.leadlog.text.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(RuntimeApi.class)
@QuarkusTestResource(GraphApi.class)
@TestProfile(PollerRoleTest.AsDeployed.class)
class PollerHandlerTest {

  private static final String SWEEP = "{\"task\":\"sweep\"}";
  private static final Duration TIMEOUT = Duration.ofSeconds(120);

  @Inject LeadLogs logs;
  @Inject LeadInsert insert;

  @BeforeEach
  void empty() {
    purge("DeadLetterQueue");
    sweep();
    purge("LeadQueue");
  }

  @AfterEach
  void open() {
    Aws.dynamodb().clearFault();
    Aws.sqs().clearFault();
  }

  @Test
  void a_due_log_whose_message_was_lost_is_enqueued_once() {
    String due = logged(Instant.now().minusSeconds(600));
    String notYet = logged(Instant.now().minusSeconds(60));

    assertThat(sweep()).isEqualTo(Map.of("enqueued", 1, "deadLetters", 0));
    assertThat(sweep()).isEqualTo(Map.of("enqueued", 0, "deadLetters", 0));

    assertThat(enqueued()).containsExactly(due).doesNotContain(notYet);
  }

  @Test
  void a_dead_letter_that_is_the_only_copy_of_a_lead_is_logged_and_enqueued() {
    String id = Aws.newId();
    bury(
        """
        {"leadgenId":"%s","change":{"field":"leadgen","value":{"leadgen_id":"%s","page_id":"7",\
        "form_id":"8"}},"entry":{"id":"7","time":1772268554},\
        "receivedTime":"%s","source":"Webhook"}"""
            .formatted(id, id, Instant.now().minusSeconds(86_400)));

    assertThat(sweep()).isEqualTo(Map.of("enqueued", 1, "deadLetters", 1));

    LeadLog log = logs.find(new LeadgenId(id)).orElseThrow();
    assertThat(log.status()).isEqualTo(Status.PENDING);
    assertThat(log.pageId()).isEqualTo(new PageId("7"));
    assertThat(log.data().rawPayload()).contains("\"form_id\":\"8\"");
    assertThat(enqueued()).containsExactly(id);
    assertThat(deadLetters()).isZero();
  }

  @Test
  void a_dead_letter_of_a_known_lead_changes_nothing() {
    String id = logged(Instant.now());
    LeadLog before = logs.find(new LeadgenId(id)).orElseThrow();
    bury("{\"leadgenId\":\"" + id + "\"}");

    assertThat(sweep()).isEqualTo(Map.of("enqueued", 0, "deadLetters", 1));

    assertThat(logs.find(new LeadgenId(id))).contains(before);
    assertThat(deadLetters()).isZero();
  }

  @Test
  void a_dead_letter_stays_on_its_queue_and_the_function_fails_without_the_log() {
    bury("{\"leadgenId\":\"" + Aws.newId() + "\"}");
    Aws.dynamodb().setFault(Fault.REFUSES);

    assertThat(RuntimeApi.invoke(SWEEP, TIMEOUT).isError()).isTrue();

    assertThat(deadLetters()).isEqualTo(1);
  }

  @Test
  void no_work_is_begun_with_too_little_time_left() {
    String id = logged(Instant.now().minusSeconds(600));
    bury("{\"leadgenId\":\"" + id + "\"}");

    assertThat(result(RuntimeApi.invoke(SWEEP, Duration.ofSeconds(5))))
        .isEqualTo(Map.of("enqueued", 0, "deadLetters", 0));

    assertThat(deadLetters()).isEqualTo(1);
    assertThat(enqueued()).isEmpty();
    assertThat(sweep()).isEqualTo(Map.of("enqueued", 1, "deadLetters", 1));
  }

  @Test
  void each_task_returns_only_its_own_counts() {
    assertThat(RuntimeApi.invoke(SWEEP, TIMEOUT).body())
        .isEqualTo("{\"enqueued\":0,\"deadLetters\":0}");
    assertThat(RuntimeApi.invoke("{\"task\":\"poll\"}", TIMEOUT).body())
        .matches("\\{\"pages\":\\d+,\"forms\":\\d+,\"found\":\\d+,\"payloads\":\\d+}");
    assertThat(RuntimeApi.invoke("{\"task\":\"health\"}", TIMEOUT).body())
        .matches("\\{\"checked\":\\d+,\"issues\":\\d+,\"jobs\":\\d+}");
  }

  @Test
  void an_unknown_field_of_a_schedule_fails_the_invocation_and_is_named() {
    String answer = RuntimeApi.invoke("{\"task\":\"sweep\",\"dryRun\":true}", TIMEOUT).body();

    assertThat(answer).contains("[dryRun] is not a known field");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"task\":\"sweap\"}", "{\"task\":null}", "{}", "{\"job\":\"sweep\"}"})
  void an_unknown_task_fails_the_invocation_and_the_message_lists_the_valid_tasks(String event) {
    FunctionResponse answer = RuntimeApi.invoke(event, TIMEOUT);

    assertThat(answer.isError()).isTrue();
    assertThat(Json.read(answer.body()).orElseThrow().path("errorMessage").asText())
        .contains("the input of the schedule must be {\"task\":\"sweep\"}");
  }

  private static Map<String, Integer> sweep() {
    return result(RuntimeApi.invoke(SWEEP, TIMEOUT));
  }

  private static Map<String, Integer> result(FunctionResponse answer) {
    assertThat(answer.isError()).as(answer.body()).isFalse();
    JsonNode json = Json.read(answer.body()).orElseThrow();
    return Map.of(
        "enqueued", json.get("enqueued").asInt(), "deadLetters", json.get("deadLetters").asInt());
  }

  private static List<String> enqueued() {
    return Aws.drain("LeadQueue").stream()
        .map(m -> Json.read(m.body()).orElseThrow().path("leadgenId").asText())
        .toList();
  }

  /** Also deletes messages in flight, such as a dead letter that a sweep could not redrive. */
  private static void purge(String queue) {
    Aws.directSqs().purgeQueue(r -> r.queueUrl(Aws.queueUrl(queue)));
  }

  private static void bury(String body) {
    Aws.directSqs().sendMessage(r -> r.queueUrl(Aws.queueUrl("DeadLetterQueue")).messageBody(body));
  }

  /** The number of messages, including those in flight. */
  private static int deadLetters() {
    return Aws.directSqs()
        .getQueueAttributes(
            r ->
                r.queueUrl(Aws.queueUrl("DeadLetterQueue"))
                    .attributeNames(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .attributes()
        .values()
        .stream()
        .mapToInt(Integer::parseInt)
        .sum();
  }

  private String logged(Instant received) {
    String id = Aws.newId();
    insert.insert(
        NewLead.of(
                new LeadIds(new LeadgenId(id), new PageId("7"), null, null),
                received,
                Source.WEBHOOK)
            .announcedBy("{}"));
    return id;
  }
}
