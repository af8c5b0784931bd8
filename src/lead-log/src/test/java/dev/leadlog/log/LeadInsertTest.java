package dev.leadlog.log;

import static dev.leadlog.log.LogOfTests.lead;
import static dev.leadlog.log.LogOfTests.newId;
import static dev.leadlog.log.LogOfTests.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.log.LeadInsert.Written;
import dev.leadlog.testing.Aws;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;

class LeadInsertTest {

  private static final Instant RECEIVED = Instant.parse("2026-02-28T08:49:14.120Z");

  private final LeadInsert bulk = LogOfTests.insert(Aws.dynamoDbClient());

  @Test
  void twenty_five_leads_are_written_in_one_call() {
    List<NewLead> leads = leads(LeadInsert.AT_ONCE);
    Aws.dynamodb().forget();

    List<NewLead> held = held(bulk, leads);

    assertThat(held).containsExactlyInAnyOrderElementsOf(leads);
    assertThat(Aws.dynamodb().operations()).containsExactly("BatchExecuteStatement");
  }

  @Test
  void each_lead_of_a_batch_is_stored_completely() {
    List<NewLead> leads = leads(3);

    bulk.insert(leads);

    assertThat(leads)
        .allSatisfy(
            lead -> assertThat(stored(lead.leadgenId())).isEqualTo(LogOfTests.asStored(lead)));
  }

  @Test
  void a_known_lead_is_held_and_not_overwritten() {
    List<NewLead> leads = leads(5);
    NewLead known = lead(leads.get(2).leadgenId(), RECEIVED.minusSeconds(3600));
    LogOfTests.insert(Aws.dynamoDbClient()).insert(known);

    List<NewLead> held = held(bulk, leads);

    assertThat(held).containsExactlyInAnyOrderElementsOf(leads);
    assertThat(stored(known.leadgenId())).isEqualTo(LogOfTests.asStored(known));
  }

  @Test
  void a_lead_that_is_too_large_fails_alone() {
    List<NewLead> leads = new ArrayList<>(leads(4));
    NewLead large = withRaw(newId(), "x".repeat(420 * 1024));
    leads.add(2, large);

    List<NewLead> held = held(bulk, leads);

    assertThat(held).hasSize(4).doesNotContain(large);
    assertThat(held).allSatisfy(lead -> assertThat(stored(lead.leadgenId())).isNotEmpty());
  }

  /** A successful response with failed statements, which DynamoDB Local never sends. */
  @Nested
  class A_statement_that_fails_inside_a_200 {

    @ParameterizedTest
    @EnumSource(
        value = BatchStatementErrorCodeEnum.class,
        names = {
          "THROTTLING_ERROR",
          "PROVISIONED_THROUGHPUT_EXCEEDED",
          "REQUEST_LIMIT_EXCEEDED",
          "INTERNAL_SERVER_ERROR",
          "TRANSACTION_CONFLICT"
        })
    void a_temporary_error_is_retried_once_without_the_other_leads(
        BatchStatementErrorCodeEnum error) {
      List<NewLead> leads = leads(4);
      FailingDynamoDb dynamodb = new FailingDynamoDb(error, 1, leads.get(1), leads.get(3));

      List<NewLead> held = held(LogOfTests.insert(dynamodb), leads);

      assertThat(held).containsExactlyInAnyOrderElementsOf(leads);
      assertThat(dynamodb.sizes).containsExactly(4, 2);
    }

    @Test
    void a_lead_whose_retry_fails_is_not_held() {
      List<NewLead> leads = leads(4);
      FailingDynamoDb dynamodb =
          new FailingDynamoDb(BatchStatementErrorCodeEnum.THROTTLING_ERROR, 2, leads.get(1));

      List<NewLead> held = held(LogOfTests.insert(dynamodb), leads);

      assertThat(held).containsExactlyInAnyOrder(leads.get(0), leads.get(2), leads.get(3));
      assertThat(dynamodb.sizes).containsExactly(4, 1);
    }

    @ParameterizedTest
    @EnumSource(
        value = BatchStatementErrorCodeEnum.class,
        names = {"VALIDATION_ERROR", "ACCESS_DENIED", "RESOURCE_NOT_FOUND"})
    void a_permanent_error_is_not_retried(BatchStatementErrorCodeEnum error) {
      List<NewLead> leads = leads(4);
      FailingDynamoDb dynamodb = new FailingDynamoDb(error, 1, leads.get(1));

      assertThat(held(LogOfTests.insert(dynamodb), leads)).hasSize(3).doesNotContain(leads.get(1));
      assertThat(dynamodb.sizes).containsExactly(4);
    }
  }

  private static List<NewLead> held(LeadInsert bulk, List<NewLead> leads) {
    Map<LeadgenId, Written> written = bulk.insert(leads);
    return leads.stream().filter(lead -> written.get(lead.leadgenId()).isHeld()).toList();
  }

  private static List<NewLead> leads(int count) {
    return Stream.generate(() -> lead(newId(), RECEIVED)).limit(count).toList();
  }

  private static NewLead withRaw(LeadgenId id, String raw) {
    return NewLead.of(LeadIds.of(id), RECEIVED, Source.WEBHOOK).announcedBy(raw);
  }

  /** Fails the statements of the given leads a number of times, and accepts the others. */
  private static final class FailingDynamoDb implements DynamoDbClient {

    final List<Integer> sizes = new ArrayList<>();
    private final BatchStatementErrorCodeEnum error;
    private final Map<String, Integer> failuresLeft = new HashMap<>();

    FailingDynamoDb(BatchStatementErrorCodeEnum error, int times, NewLead... leads) {
      this.error = error;
      Stream.of(leads).forEach(lead -> failuresLeft.put(lead.leadgenId().text(), times));
    }

    @Override
    public BatchExecuteStatementResponse batchExecuteStatement(
        BatchExecuteStatementRequest request) {
      sizes.add(request.statements().size());
      return BatchExecuteStatementResponse.builder()
          .responses(
              request.statements().stream()
                  .map(
                      statement ->
                          statement.parameters().stream()
                                  .anyMatch(parameter -> fails(parameter.s()))
                              ? failed()
                              : BatchStatementResponse.builder().build())
                  .toList())
          .build();
    }

    private boolean fails(String id) {
      return id != null
          && failuresLeft.computeIfPresent(id, (i, left) -> left - 1) != null
          && failuresLeft.get(id) >= 0;
    }

    private BatchStatementResponse failed() {
      return BatchStatementResponse.builder().error(e -> e.code(error)).build();
    }

    @Override
    public String serviceName() {
      return "dynamodb";
    }

    @Override
    public void close() {}
  }
}
