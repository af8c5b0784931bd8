package dev.leadlog.log;

import dev.leadlog.dynamodb.ConditionalWrites;
import dev.leadlog.settings.LeadlogSettings;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The log's stores for tests without Quarkus. */
public final class SomeStore {

  public static BulkInsert bulk(DynamoDbClient dynamodb, LeadlogSettings settings) {
    return new BulkInsert(dynamodb, settings);
  }

  public static LeadInsert insert(DynamoDbClient dynamodb, LeadlogSettings settings) {
    return new LeadInsert(new ConditionalWrites(dynamodb), settings);
  }

  private SomeStore() {}
}
