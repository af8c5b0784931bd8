package dev.leadlog.log;

import dev.leadlog.dynamodb.ConditionalWrites;
import dev.leadlog.settings.IntakeSettingsFixture;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Inserts of logs for tests without Quarkus. */
public final class LogInsertFixture {

  public static LeadInsert insert(DynamoDbClient dynamodb) {
    return new LeadInsert(
        dynamodb, new ConditionalWrites(dynamodb), IntakeSettingsFixture.with(Map.of()));
  }

  private LogInsertFixture() {}
}
