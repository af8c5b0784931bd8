package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.dynamodb.Attributes;
import dev.leadlog.dynamodb.Condition;
import dev.leadlog.dynamodb.ConditionalWrites;
import dev.leadlog.lifecycle.LeadDocReference;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.settings.SdkFailures;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * The built-in destination: a DynamoDB table with an item {@code {leadgenId, pageId, formId,
 * createdTime, deliveredTime, test, lead: {field: value}}} for each lead. A value with several
 * answers is a list.
 */
@Singleton
class LeadsTable implements Destination {

  static final String TYPE = "leads-table";

  private static final DestinationDescription DESCRIPTION =
      new DestinationDescription(
          "Leads table",
          "Stores each lead in the DynamoDB table of this deployment, without any setup.",
          List.of());

  private final DynamoDbClient dynamodb;
  private final ConditionalWrites writes;
  private final String table;
  private final Clock clock;

  LeadsTable(
      DynamoDbClient dynamodb, ConditionalWrites writes, LeadlogSettings settings, Clock clock) {
    this.dynamodb = dynamodb;
    this.writes = writes;
    this.table = settings.tables().leads();
    this.clock = clock;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public DestinationDescription description() {
    return DESCRIPTION;
  }

  @Override
  public Duration timeout() {
    return Duration.ofSeconds(4);
  }

  @Override
  public boolean isIdempotent() {
    return true;
  }

  @Override
  public List<String> check(DestinationSetting setting) {
    return setting.reader().knowing(DESCRIPTION.names()).mistakes();
  }

  @Override
  public DeliveryResult deliver(OutgoingLead lead, DestinationSetting setting) {
    DeliveryResult delivered =
        new DeliveryResult.Delivered(
            new LeadDocReference(TYPE, lead.log().leadgenId().text(), null));
    try {
      writes.put(table, item(lead), Condition.absent("leadgenId"));
      return delivered;
    } catch (DynamoDbException e) {
      return isRefusal(e)
          ? new DeliveryResult.Rejected(
              "the leads table rejected the lead: " + e.awsErrorDetails().errorCode())
          : new DeliveryResult.Unreachable("the leads table could not be written");
    } catch (RuntimeException e) {
      if (SdkFailures.of(e) instanceof SdkException) {
        return new DeliveryResult.Unreachable("the leads table did not answer");
      }
      throw e;
    }
  }

  @Override
  public void erase(LeadgenId id) {
    dynamodb.deleteItem(r -> r.tableName(table).key(Map.of("leadgenId", Attributes.s(id.text()))));
  }

  /** A permanent failure, for example an item that is too large or an empty field name. */
  private static boolean isRefusal(DynamoDbException e) {
    return e.awsErrorDetails() != null
        && "ValidationException".equals(e.awsErrorDetails().errorCode());
  }

  private Map<String, AttributeValue> item(OutgoingLead lead) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("leadgenId", Attributes.s(lead.log().leadgenId().text()));
    lead.log().page().ifPresent(page -> item.put("pageId", Attributes.s(page.text())));
    lead.log().form().ifPresent(form -> item.put("formId", Attributes.s(form.text())));
    Attributes.put(item, "createdTime", lead.log().createdTime());
    item.put("deliveredTime", Attributes.time(clock.instant()));
    item.put("test", Attributes.b(lead.test()));
    Map<String, AttributeValue> fields = new HashMap<>();
    lead.fields().forEach((field, value) -> fields.put(field, attribute(value)));
    item.put("lead", AttributeValue.fromM(fields));
    return item;
  }

  private static AttributeValue attribute(JsonNode value) {
    if (value.isArray()) {
      return AttributeValue.fromL(
          StreamSupport.stream(value.spliterator(), false).map(LeadsTable::attribute).toList());
    }
    if (value.isNumber()) {
      return AttributeValue.fromN(value.asText());
    }
    return value.isBoolean() ? Attributes.b(value.asBoolean()) : Attributes.s(value.asText());
  }
}
