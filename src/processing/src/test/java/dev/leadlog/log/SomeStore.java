package dev.leadlog.log;

import dev.leadlog.dynamodb.ConditionalWrites;
import dev.leadlog.settings.LeadlogSettings;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The log's stores for tests without Quarkus. */
public final class SomeStore {

  public static LeadInsert insert(DynamoDbClient dynamodb, LeadlogSettings settings) {
    return new LeadInsert(dynamodb, new ConditionalWrites(dynamodb), settings);
  }

  private SomeStore() {}
}
