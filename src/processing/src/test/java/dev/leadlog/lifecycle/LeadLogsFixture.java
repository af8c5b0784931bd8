package dev.leadlog.lifecycle;

import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.dynamodb.ConditionalWrites;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadIds;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.LogInsertFixture;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Source;
import dev.leadlog.testing.Aws;
import dev.leadlog.workbench.Settings;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The stores of the lead log for tests without Quarkus, and leads to insert. */
public final class LeadLogsFixture {

  public static LeadLogs logs(DynamoDbClient dynamodb) {
    return new LeadLogs(dynamodb, new ConditionalWrites(dynamodb), Settings.with(Map.of()));
  }

  public static DueLogs due(DynamoDbClient dynamodb) {
    return new DueLogs(dynamodb, Settings.with(Map.of()), new BoundedExecutor("test", 8));
  }

  public static ManualChanges manual(DynamoDbClient dynamodb) {
    return new ManualChanges(new ConditionalWrites(dynamodb), Settings.with(Map.of()));
  }

  public static boolean insert(NewLead lead) {
    return LogInsertFixture.insert(Aws.dynamoDbClient()).insert(lead);
  }

  /** The stored item. */
  public static Map<String, AttributeValue> stored(LeadgenId id) {
    return Aws.item("LeadLogs", "leadgenId", id.text());
  }

  public static LeadgenId newId() {
    return new LeadgenId(Aws.newId());
  }

  /** A lead as a webhook records it. */
  public static NewLead lead(LeadgenId id, Instant received) {
    return lead(id, new PageId("1635959142565683"), received);
  }

  public static NewLead lead(LeadgenId id, PageId page, Instant received) {
    return NewLead.of(
            new LeadIds(id, page, new FormId("527829666666421"), "120210000000000001"),
            received,
            Source.WEBHOOK)
        .created(received.minusSeconds(3))
        .announcedBy("{\"id\":\"1635959142565683\",\"changes\":[]}");
  }

  private LeadLogsFixture() {}
}
