package dev.leadlog.events;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.stats.StatisticsStream;
import dev.leadlog.stats.StreamRecord;
import dev.leadlog.text.Json;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * {@code statistics}: counts a batch of changes of the table {@code LeadLogs} (source: AWS,
 * "Implementing stateful DynamoDB stream processing in Lambda": an event names its shard only if
 * the event source mapping has a tumbling window, and the response must then have a state). Lambda
 * repeats a failed batch.
 */
@Named("statistics")
@Singleton
public class StatisticsHandler implements RequestStreamHandler {

  private static final byte[] EMPTY_STATE = "{\"state\":{}}".getBytes(StandardCharsets.UTF_8);

  private final StatisticsStream statistics;

  StatisticsHandler(StatisticsStream statistics) {
    this.statistics = statistics;
  }

  /**
   * @throws IllegalArgumentException for an event that is not JSON, or does not name its shard
   */
  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonNode event =
        Json.read(in.readAllBytes())
            .orElseThrow(() -> new IllegalArgumentException("the event is not JSON"));
    List<StreamRecord> records = new ArrayList<>();
    event.path("Records").forEach(record -> records.add(record(record.path("dynamodb"))));
    if (!records.isEmpty()) {
      statistics.count(shard(event), records);
    }
    out.write(EMPTY_STATE);
  }

  private static String shard(JsonNode event) {
    String shard = event.path("shardId").asText();
    if (shard.isEmpty()) {
      throw new IllegalArgumentException(
          "the event has no shardId: set TumblingWindowInSeconds in the event source mapping");
    }
    return shard;
  }

  private static StreamRecord record(JsonNode change) {
    return new StreamRecord(
        change.path("SequenceNumber").asText(),
        scalars(change.path("OldImage")),
        scalars(change.path("NewImage")));
  }

  /** Texts, numbers and flags; no other type is counted. */
  private static Map<String, AttributeValue> scalars(JsonNode image) {
    Map<String, AttributeValue> item = new HashMap<>();
    for (Map.Entry<String, JsonNode> attribute : image.properties()) {
      JsonNode value = attribute.getValue();
      if (value.has("S")) {
        item.put(attribute.getKey(), AttributeValue.fromS(value.path("S").asText()));
      } else if (value.has("N")) {
        item.put(attribute.getKey(), AttributeValue.fromN(value.path("N").asText()));
      } else if (value.has("BOOL")) {
        item.put(attribute.getKey(), AttributeValue.fromBool(value.path("BOOL").asBoolean()));
      }
    }
    return item;
  }
}
