package dev.leadlog.importing;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.bulkintake.BulkIntake;
import dev.leadlog.bulkintake.BulkIntakeFixture;
import dev.leadlog.importing.LeadImporter.Options;
import dev.leadlog.log.PageId;
import dev.leadlog.workbench.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * A process that imports 25,000 wide rows, of which every tenth is wrong, into stores that accept
 * every write.
 */
final class LargeImportProcess {

  static final int LINES = 25_000;

  private static final String QUESTIONS = ",question".repeat(20);
  private static final String ANSWERS = (",\"" + "an answer, ".repeat(5) + "\"").repeat(20);

  public static void main(String[] arguments) {
    LeadlogSettings settings =
        Settings.with(Map.of("leadlog.backlog-queue-url", "http://localhost/0/BacklogQueue"));
    Dynamo dynamodb = new Dynamo();
    BulkIntake intake = BulkIntakeFixture.of(dynamodb, new Sqs(), settings);
    LeadImporter leadImporter = new LeadImporter(intake, null, settings, Clock.systemUTC());
    ImportResult imported =
        leadImporter.run(
            new GeneratedFile(LINES + 1, LargeImportProcess::line),
            new Options(false, new PageId("1635959142565683"), "marie"),
            row -> {},
            Duration.ofMinutes(15));
    System.out.println(imported + " written " + dynamodb.written);
  }

  private static String line(int number) {
    if (number == 1) {
      return "id,form_id" + QUESTIONS;
    }
    String id = number % 10 == 0 ? "none" : "l:" + (100_000_000_000_000_000L + number);
    return id + ",f:527829666666421" + ANSWERS;
  }

  private static final class Dynamo implements DynamoDbClient {

    private final AtomicInteger written = new AtomicInteger();

    @Override
    public BatchExecuteStatementResponse batchExecuteStatement(BatchExecuteStatementRequest call) {
      written.addAndGet(call.statements().size());
      return BatchExecuteStatementResponse.builder()
          .responses(
              call.statements().stream()
                  .map(statement -> BatchStatementResponse.builder().build())
                  .toList())
          .build();
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest call) {
      return BatchGetItemResponse.builder().responses(Map.of()).build();
    }

    @Override
    public String serviceName() {
      return "dynamodb";
    }

    @Override
    public void close() {}
  }

  private static final class Sqs implements SqsClient {

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest call) {
      return SendMessageBatchResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}
  }

  private LargeImportProcess() {}
}
