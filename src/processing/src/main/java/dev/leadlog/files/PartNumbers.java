package dev.leadlog.files;

import static dev.leadlog.dynamodb.Attributes.n;
import static dev.leadlog.dynamodb.Attributes.number;
import static dev.leadlog.dynamodb.Attributes.s;

import dev.leadlog.appsettings.LeadlogSettings;
import jakarta.inject.Singleton;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Assigns ascending part numbers to a job, in {@code Bookkeeping} under {@code job#<id>} / {@code
 * parts}. No number is assigned twice, so a slice that is repeated or runs twice never replaces
 * what another one wrote.
 */
@Singleton
class PartNumbers {

  private final DynamoDbClient dynamodb;
  private final String table;

  PartNumbers(DynamoDbClient dynamodb, LeadlogSettings settings) {
    this.dynamodb = dynamodb;
    this.table = settings.tables().bookkeeping();
  }

  int next(String job) {
    Map<String, AttributeValue> key = Map.of("pk", s("job#" + job), "sk", s("parts"));
    Map<String, AttributeValue> after =
        dynamodb
            .updateItem(
                r ->
                    r.tableName(table)
                        .key(key)
                        .updateExpression("ADD taken :one")
                        .expressionAttributeValues(Map.of(":one", n(1)))
                        .returnValues(ReturnValue.UPDATED_NEW))
            .attributes();
    return number(after, "taken");
  }
}
