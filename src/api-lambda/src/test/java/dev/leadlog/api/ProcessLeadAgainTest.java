package dev.leadlog.api;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.lifecycle.HistoryEntry;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyProxy.Fault;
import dev.leadlog.text.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;

@QuarkusTest
@QuarkusTestResource(Aws.class)
class ProcessLeadAgainTest {

  @Inject LogFixture logged;

  @BeforeEach
  void empty() {
    Aws.drain("LeadQueue");
  }

  @AfterEach
  void open() {
    Aws.dynamodb().clearFault();
    Aws.sqs().clearFault();
  }

  @ParameterizedTest
  @CsvSource({
    "ERROR,        META_TOKEN_INVALID",
    "UNCONFIGURED, FORM_NOT_MAPPED",
    "DISABLED,     PAGE_DISABLED",
    "LOSS,         MARKED_LOSS",
  })
  void a_reprocessed_lead_is_pending_and_on_the_queue(Status status, Reason reason) {
    String id = logged.ended(status, reason);

    process(id)
        .statusCode(202)
        .contentType("application/json")
        .body(hasJsonPath("$.accepted", equalTo(1)));

    LeadLog log = logged.log(id);
    assertThat(log.status()).isEqualTo(Status.PENDING);
    assertThat(log.reason()).isNull();
    assertThat(log.retry().attempts()).isZero();
    assertThat(log.retry().retryUntil()).isAfter(log.receivedTime());
    assertThat(log.retry().dueAt()).isNotNull();
    assertThat(Aws.drain("LeadQueue"))
        .extracting(Message::body)
        .containsExactly("{\"leadgenId\":\"" + id + "\"}");
  }

  @Test
  void a_second_request_is_refused_because_the_lead_is_pending() {
    String id = logged.ended(Status.ERROR, Reason.META_TOKEN_INVALID);
    process(id).statusCode(202);

    refused(id, "is Pending");

    assertThat(Aws.drain("LeadQueue")).hasSize(1);
    assertThat(logged.log(id).history()).hasSize(3);
  }

  @Test
  void a_pending_lead_is_refused() {
    refused(logged.pending(Aws.newId(), java.time.Instant.now()), "is Pending");
  }

  @Test
  void a_processed_lead_is_refused_so_that_no_crm_gets_it_twice() {
    refused(logged.ended(Status.PROCESSED, null), "is Processed");
  }

  @Test
  void the_test_lead_of_metas_dashboard_is_refused() {
    refused(logged.ended(Status.LOSS, Reason.META_DASHBOARD_TEST), "test button");
  }

  @Test
  void a_malformed_change_is_refused() {
    refused(logged.malformed("ab"), "is not a lead");
  }

  @Test
  void an_erased_lead_is_refused() {
    String id = logged.ended(Status.ERROR, Reason.INVALID_PHONE);
    Aws.direct()
        .updateItem(
            r ->
                r.tableName("LeadLogs")
                    .key(Map.of("leadgenId", AttributeValue.fromS(id)))
                    .updateExpression("SET erasedAt = :at")
                    .expressionAttributeValues(
                        Map.of(":at", AttributeValue.fromS("2026-03-01T00:00:00.000Z"))));

    refused(id, "erased");
  }

  @ParameterizedTest
  @ValueSource(strings = {"999999999999999999", "abc"})
  void an_unknown_lead_is_not_found(String id) {
    process(id).statusCode(404).contentType("application/problem+json");
  }

  @Test
  void a_lead_is_accepted_without_the_queue_and_is_due_for_the_sweep() {
    String id = logged.ended(Status.ERROR, Reason.META_TOKEN_INVALID);
    Aws.sqs().setFault(Fault.REFUSES);

    process(id).statusCode(202);

    assertThat(logged.log(id).status()).isEqualTo(Status.PENDING);
    assertThat(logged.log(id).retry().dueAt()).isNotNull();
  }

  @Test
  void a_request_without_the_log_is_refused_and_changes_nothing() {
    String id = logged.ended(Status.ERROR, Reason.META_TOKEN_INVALID);
    Aws.dynamodb().setFault(Fault.REFUSES);

    process(id).statusCode(503).contentType("application/problem+json");

    Aws.dynamodb().clearFault();
    assertThat(logged.log(id).status()).isEqualTo(Status.ERROR);
    assertThat(Aws.drain("LeadQueue")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "process-with-iam, arn:aws:iam::123456789012:user/ada",
    "process-with-jwt, 5f2b9c1e-ada",
    "process-with-jwt-of-a-client, 1example23456789",
  })
  void the_history_names_the_caller_from_the_authorizer(String event, String who) {
    String id = logged.ended(Status.ERROR, Reason.META_TOKEN_INVALID);

    given()
        .contentType("application/json")
        .body(event(event, id))
        .post("/_lambda_")
        .then()
        .body(hasJsonPath("$.statusCode", equalTo(202)));

    assertThat(lastEntry(id).by()).isEqualTo(who);
  }

  @Test
  void a_header_of_the_caller_is_never_used_as_the_author() {
    String id = logged.ended(Status.ERROR, Reason.META_TOKEN_INVALID);

    given()
        .header("Authorization", "Bearer " + unsignedToken())
        .header("X-Amzn-Iam-User-Arn", "arn:aws:iam::123456789012:user/mallory")
        .header("X-Forwarded-User", "mallory")
        .header("X-User", "mallory")
        .header("From", "mallory@example.org")
        .post("/api/lead-logs/" + id + "/process")
        .then()
        .statusCode(202);

    assertThat(lastEntry(id).by()).isEqualTo("api");
  }

  @Test
  void a_header_is_not_used_as_the_author_beside_an_authorizer() {
    String id = logged.ended(Status.ERROR, Reason.META_TOKEN_INVALID);
    ObjectNode event = (ObjectNode) Json.read(event("process-with-iam", id)).orElseThrow();
    ((ObjectNode) event.path("headers"))
        .put("x-forwarded-user", "mallory")
        .put("authorization", "Bearer " + unsignedToken());

    given()
        .contentType("application/json")
        .body(Json.text(event))
        .post("/_lambda_")
        .then()
        .body(hasJsonPath("$.statusCode", equalTo(202)));

    assertThat(lastEntry(id).by()).isEqualTo("arn:aws:iam::123456789012:user/ada");
  }

  private static String unsignedToken() {
    return "eyJhbGciOiJub25lIn0.eyJzdWIiOiJtYWxsb3J5In0.";
  }

  private HistoryEntry lastEntry(String id) {
    List<HistoryEntry> history = logged.log(id).history();
    return history.get(history.size() - 1);
  }

  private void refused(String id, String why) {
    LeadLog before = logged.log(id);

    process(id)
        .statusCode(409)
        .contentType("application/problem+json")
        .body(hasJsonPath("$.status", equalTo(409)))
        .body(hasJsonPath("$.detail", containsString(id)))
        .body(hasJsonPath("$.detail", containsString(why)));

    assertThat(logged.log(id)).isEqualTo(before);
  }

  private static io.restassured.response.ValidatableResponse process(String id) {
    return given().post("/api/lead-logs/" + id + "/process").then();
  }

  private static String event(String name, String leadgenId) {
    try (InputStream file =
        ProcessLeadAgainTest.class.getResourceAsStream("/events/" + name + ".json")) {
      return new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
          .replace("LEADGEN_ID", leadgenId);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
