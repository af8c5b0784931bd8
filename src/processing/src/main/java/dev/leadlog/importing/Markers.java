package dev.leadlog.importing;

import static dev.leadlog.dynamodb.Attributes.b;
import static dev.leadlog.dynamodb.Attributes.flag;
import static dev.leadlog.dynamodb.Attributes.n;
import static dev.leadlog.dynamodb.Attributes.number;
import static dev.leadlog.dynamodb.Attributes.s;
import static dev.leadlog.dynamodb.Attributes.text;
import static dev.leadlog.dynamodb.Attributes.time;

import dev.leadlog.importing.Checkpoint.Progress;
import dev.leadlog.log.WriteMark;
import dev.leadlog.settings.LeadlogSettings;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** The markers of uploaded files, in {@code Bookkeeping}: {@code import#<key>} / {@code marker}. */
@Singleton
class Markers {

  private final DynamoDbClient dynamodb;
  private final String table;

  Markers(DynamoDbClient dynamodb, LeadlogSettings settings) {
    this.dynamodb = dynamodb;
    this.table = settings.tables().bookkeeping();
  }

  Optional<Marker> find(UploadedFile file) {
    Map<String, AttributeValue> item =
        dynamodb.getItem(r -> r.tableName(table).key(key(file)).consistentRead(true)).item();
    return item.isEmpty() ? Optional.empty() : Optional.of(read(item));
  }

  /**
   * @return the marker as it stands there now, or nothing where someone else was faster
   */
  Optional<Marker> save(UploadedFile file, Marker marker) {
    Map<String, AttributeValue> item = item(file, marker);
    WriteMark mark = WriteMark.on(item);
    try {
      dynamodb.putItem(put(item, marker));
      return Optional.of(marker.written());
    } catch (ConditionalCheckFailedException writtenBefore) {
      return mark.isOn(writtenBefore.item()) ? Optional.of(marker.written()) : Optional.empty();
    }
  }

  private static Map<String, AttributeValue> item(UploadedFile file, Marker marker) {
    Map<String, AttributeValue> item = new HashMap<>(key(file));
    item.put("sequencer", s(marker.sequencer()));
    item.put("line", n(marker.reached().line()));
    item.put("accepted", n(marker.reached().accepted()));
    item.put("duplicates", n(marker.reached().duplicates()));
    item.put("done", b(marker.done()));
    item.put("owner", s(marker.owner()));
    item.put("until", time(marker.until()));
    item.put("writes", n(marker.writes() + 1));
    return item;
  }

  private PutItemRequest put(Map<String, AttributeValue> item, Marker marker) {
    PutItemRequest.Builder put =
        PutItemRequest.builder()
            .tableName(table)
            .item(item)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    return marker.writes() == 0
        ? put.conditionExpression("attribute_not_exists(pk)").build()
        : put.conditionExpression("writes = :seen")
            .expressionAttributeValues(Map.of(":seen", n(marker.writes())))
            .build();
  }

  private static Marker read(Map<String, AttributeValue> item) {
    return new Marker(
        text(item, "sequencer"),
        new Progress(number(item, "line"), number(item, "accepted"), number(item, "duplicates")),
        flag(item, "done"),
        text(item, "owner"),
        time(item, "until"),
        number(item, "writes"));
  }

  private static Map<String, AttributeValue> key(UploadedFile file) {
    return Map.of("pk", s("import#" + file.key()), "sk", s("marker"));
  }
}
