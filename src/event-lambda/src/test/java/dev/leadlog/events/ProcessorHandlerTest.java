package dev.leadlog.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.emulators.RuntimeApi.FunctionResponse;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadIds;
import dev.leadlog.log.LeadInsert;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import dev.leadlog.page.PageConfigs;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyProxy.Fault;
import dev.leadlog.text.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(RuntimeApi.class)
@QuarkusTestResource(GraphApi.class)
@TestProfile(ProcessorRoleTest.AsDeployed.class)
class ProcessorHandlerTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(120);

  @Inject LeadLogs logs;
  @Inject LeadInsert insert;
  @Inject PageConfigs pages;

  @AfterEach
  void open() {
    Aws.dynamodb().clearFault();
    Aws.sqs().clearFault();
  }

  @Test
  void a_lead_is_read_and_delivered_and_its_message_is_deleted() {
    String page = configured();
    String id = logged(GraphApi.lead(page), page);

    assertThat(failures(TIMEOUT, Map.of("m1", message(id)))).isEmpty();

    assertThat(log(id).status()).isEqualTo(Status.PROCESSED);
    assertThat(log(id).leadDocReference().id()).isEqualTo(id);
    assertThat(Aws.item("Leads", "leadgenId", id)).isNotEmpty();
  }

  @Test
  void a_message_that_is_the_only_copy_of_a_lead_rebuilds_its_log() {
    String page = configured();
    String id = GraphApi.lead(page);
    String body =
        """
        {"leadgenId":"%s","change":{"field":"leadgen","value":{"leadgen_id":"%s","page_id":%s,\
        "form_id":"%s","created_time":1772268553}},"entry":{"id":"%s","time":1772268554},\
        "receivedTime":"2026-11-23T08:49:15.123Z","source":"Webhook"}"""
            .formatted(id, id, page, GraphApi.FORM, page);

    assertThat(failures(TIMEOUT, Map.of("m1", body))).isEmpty();

    assertThat(log(id).status()).isEqualTo(Status.PROCESSED);
    assertThat(log(id).receivedTime()).isEqualTo("2026-11-23T08:49:15.123Z");
    assertThat(log(id).data().rawPayload()).contains("\"created_time\":1772268553");
  }

  @Test
  void an_unreadable_message_is_logged_and_a_lead_beside_it_is_processed() {
    String page = configured();
    List<String> ids =
        List.of(logged(GraphApi.lead(page), page), logged(GraphApi.lead(page), page));
    String garbage = "garbage " + Aws.newId() + " é \u0007";
    String job = "{\"job\":\"" + Aws.newId() + "\"}";

    assertThat(
            failures(
                TIMEOUT,
                Map.of(
                    "m1",
                    message(ids.get(0)),
                    "m2",
                    garbage,
                    "m3",
                    job,
                    "m4",
                    message(ids.get(1)))))
        .isEmpty();

    assertThat(ids).allMatch(id -> log(id).status() == Status.PROCESSED);
    LeadLog log = log(malformedId(garbage));
    assertThat(log.status()).isEqualTo(Status.ERROR);
    assertThat(log.reason()).isEqualTo(Reason.UNPROCESSABLE);
    assertThat(log.data().rawPayload()).isEqualTo(garbage);
    assertThat(logs.find(new LeadgenId(malformedId(job)))).isEmpty();
  }

  @Test
  void only_the_message_whose_outcome_could_not_be_written_is_returned_as_failed() {
    String unconfigured = Aws.newId();
    String kept = logged(GraphApi.lead(unconfigured), unconfigured);
    String lost = GraphApi.lead(unconfigured);
    Aws.dynamodb().setFault(Fault.REFUSES, operation -> operation.equals("PutItem"));

    assertThat(failures(TIMEOUT, Map.of("m-kept", message(kept), "m-lost", message(lost))))
        .containsExactly("m-lost");

    assertThat(log(kept).status()).isEqualTo(Status.UNCONFIGURED);
    Aws.dynamodb().clearFault();
    assertThat(logs.find(new LeadgenId(lost))).isEmpty();
    assertThat(failures(TIMEOUT, Map.of("m-lost", message(lost)))).isEmpty();
    assertThat(logs.find(new LeadgenId(lost))).isPresent();
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSES", "THROTTLES", "HANGS"})
  void every_message_is_returned_as_failed_without_the_log_and_processed_later(Fault fault) {
    String page = configured();
    List<String> ids =
        List.of(logged(GraphApi.lead(page), page), logged(GraphApi.lead(page), page));
    Map<String, String> batch = Map.of("m1", message(ids.get(0)), "m2", message(ids.get(1)));
    Aws.dynamodb().setFault(fault);

    assertThat(failures(TIMEOUT, batch)).containsExactlyInAnyOrder("m1", "m2");

    Aws.dynamodb().clearFault();
    assertThat(failures(TIMEOUT, batch)).isEmpty();
    assertThat(ids).allMatch(id -> log(id).status() == Status.PROCESSED);
  }

  @Test
  void no_lead_is_claimed_with_too_little_time_left_and_every_message_is_returned() {
    String page = configured();
    List<String> ids =
        List.of(logged(GraphApi.lead(page), page), logged(GraphApi.lead(page), page));

    assertThat(
            failures(
                Duration.ofSeconds(15),
                Map.of("m1", message(ids.get(0)), "m2", message(ids.get(1)), "m3", "garbage")))
        .containsExactlyInAnyOrder("m1", "m2", "m3");

    assertThat(ids).allMatch(id -> log(id).retry().attempts() == 0);
    assertThat(ids).allMatch(id -> log(id).status() == Status.PENDING);
  }

  @Test
  void a_duplicate_message_delivers_once() {
    String page = configured();
    String id = logged(GraphApi.lead(page), page);
    failures(TIMEOUT, Map.of("m1", message(id), "m2", message(id)));
    LeadLog log = log(id);

    assertThat(failures(TIMEOUT, Map.of("m1", message(id)))).isEmpty();

    assertThat(log.retry().attempts()).isEqualTo(1);
    assertThat(log(id)).isEqualTo(log);
  }

  private static List<String> failures(Duration remaining, Map<String, String> batch) {
    FunctionResponse answer = RuntimeApi.invoke(event(batch), remaining);
    assertThat(answer.isError()).as(answer.body()).isFalse();
    JsonNode items = Json.read(answer.body()).orElseThrow().get("batchItemFailures");
    List<String> ids = new ArrayList<>();
    items.forEach(item -> ids.add(item.path("itemIdentifier").asText()));
    return ids;
  }

  /** The event of Lambda's documentation with one record for each message. */
  private static String event(Map<String, String> bodies) {
    ObjectNode event = Events.file("sqs");
    ArrayNode records = (ArrayNode) event.path("Records");
    ObjectNode example = (ObjectNode) records.remove(0);
    bodies.forEach(
        (id, body) -> records.add(example.deepCopy().put("messageId", id).put("body", body)));
    return Json.text(event);
  }

  private String configured() {
    String page = Aws.newId();
    String document =
        """
        {"destination":{"type":"leads-table"},"forms":[{"formId":"%s","mapping":[
          {"metaField":"full_name","leadField":"name","required":true}]}]}"""
            .formatted(GraphApi.FORM);
    pages.save(Json.read(document).orElseThrow(), new PageId(page), null);
    return page;
  }

  private String logged(String id, String page) {
    Instant received = Instant.now().minusSeconds(1);
    insert.insert(
        NewLead.of(
                new LeadIds(new LeadgenId(id), new PageId(page), new FormId(GraphApi.FORM), null),
                received,
                Source.WEBHOOK)
            .created(received)
            .announcedBy("{}"));
    return id;
  }

  private LeadLog log(String id) {
    return logs.find(new LeadgenId(id)).orElseThrow();
  }

  private static String message(String id) {
    return "{\"leadgenId\":\"" + id + "\"}";
  }

  private static String malformedId(String body) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
      return "malformed-" + HexFormat.of().formatHex(digest);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
