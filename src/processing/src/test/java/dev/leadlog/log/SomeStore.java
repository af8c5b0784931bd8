package dev.leadlog.log;

import dev.leadlog.settings.LeadlogSettings;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The log's stores for tests without Quarkus. */
public final class SomeStore {

  public static BulkInsert bulk(DynamoDbClient dynamodb, LeadlogSettings settings) {
    return new BulkInsert(dynamodb, settings);
  }

  private SomeStore() {}
}
