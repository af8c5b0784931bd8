package dev.leadlog.log;

import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.settings.SettingsOfTests;
import dev.leadlog.testing.Aws;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The log as the tests of every package here open it. */
public final class LogOfTests {

  static final LeadlogSettings SETTINGS = SettingsOfTests.settings(Map.of());

  public static LeadLogs logs(DynamoDbClient dynamodb) {
    return new LeadLogs(dynamodb, writes(dynamodb), SETTINGS);
  }

  static DueLogs dueLogs(DynamoDbClient dynamodb) {
    return new DueLogs(dynamodb, SETTINGS, new BoundedExecutor("test", 8));
  }

  static LeadLogsByHand byHand(DynamoDbClient dynamodb) {
    return new LeadLogsByHand(writes(dynamodb), SETTINGS);
  }

  private static CountedWrites writes(DynamoDbClient dynamodb) {
    return new CountedWrites(
        dynamodb, new CounterGenerations(dynamodb, Clock.systemUTC(), SETTINGS), SETTINGS);
  }

  /** With a cache of the generation of its own, as another instance has it. */
  static LeadCounts counts(DynamoDbClient dynamodb) {
    CounterGenerations generations = new CounterGenerations(dynamodb, Clock.systemUTC(), SETTINGS);
    CountedWrites writes = new CountedWrites(dynamodb, generations, SETTINGS);
    return new LeadCounts(
        dynamodb, logs(dynamodb), writes, generations, SETTINGS, new BoundedExecutor("test", 8));
  }

  public static BulkInsert bulk(DynamoDbClient dynamodb) {
    return new BulkInsert(dynamodb, SETTINGS);
  }

  /** What is stored, as it is stored. */
  public static Map<String, AttributeValue> stored(LeadgenId id) {
    return Aws.item("LeadLogs", "leadgenId", id.text());
  }

  /** What would be stored of a lead. */
  public static Map<String, AttributeValue> asStored(NewLead lead) {
    return LeadLogItem.ofNew(lead);
  }

  static LeadgenId newId() {
    return new LeadgenId(Aws.newId());
  }

  /** A lead as a webhook brings it. */
  static NewLead lead(LeadgenId id, Instant received) {
    return lead(id, new PageId("1635959142565683"), received);
  }

  static NewLead lead(LeadgenId id, PageId page, Instant received) {
    return new NewLead(
        id,
        page,
        new FormId("527829666666421"),
        "120210000000000001",
        received.minusSeconds(3),
        received,
        Source.WEBHOOK,
        "{\"id\":\"1635959142565683\",\"changes\":[]}",
        null,
        null);
  }

  private LogOfTests() {}
}
