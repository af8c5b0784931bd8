package dev.leadlog.bulkintake;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.log.LeadInsert;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.LogInsertFixture;
import dev.leadlog.log.NewLead;
import dev.leadlog.queues.QueuesFixture;
import dev.leadlog.settings.MetricsFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Bulk intake for tests without Quarkus. */
public final class BulkIntakeFixture {

  /** A bulk intake that gives up after one second and fills no logs. */
  public static BulkIntake of(DynamoDbClient dynamodb, SqsClient sqs, LeadlogSettings settings) {
    return of(dynamodb, sqs, settings, null, Duration.ofSeconds(1));
  }

  static BulkIntake of(
      DynamoDbClient dynamodb,
      SqsClient sqs,
      LeadlogSettings settings,
      LeadLogs logs,
      Duration timeLimit) {
    BoundedExecutor executor = new BoundedExecutor("test", 8);
    LeadInsert bulk = LogInsertFixture.insert(dynamodb);
    return new BulkIntake(
        new ExistingLogs(dynamodb, executor, settings),
        new RetryingInsert(bulk, executor, timeLimit),
        logs,
        QueuesFixture.of(sqs, settings),
        MetricsFixture.unwanted(),
        executor);
  }

  /** A bulk intake that reports every lead as new and adds it to the list. */
  public static BulkIntake keeping(List<NewLead> taken) {
    return new BulkIntake(null, null, null, null, null, null) {
      @Override
      public Map<LeadgenId, RecordResult> record(List<NewLead> leads, MissingPayload missing) {
        taken.addAll(leads);
        return leads.stream()
            .collect(Collectors.toMap(NewLead::leadgenId, lead -> RecordResult.NEW));
      }
    };
  }

  private BulkIntakeFixture() {}
}
