package dev.leadlog.log;

import dev.leadlog.dynamodb.ConditionalWrites;
import dev.leadlog.settings.LeadlogSettings;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Inserts of logs for tests without Quarkus. */
public final class LogInsertFixture {

  public static LeadInsert insert(DynamoDbClient dynamodb, LeadlogSettings settings) {
    return new LeadInsert(dynamodb, new ConditionalWrites(dynamodb), settings);
  }

  private LogInsertFixture() {}
}
