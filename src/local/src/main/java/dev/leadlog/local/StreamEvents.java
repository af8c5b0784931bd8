package dev.leadlog.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.emulators.TableStream;
import dev.leadlog.events.StatisticsHandler;
import dev.leadlog.text.Json;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Calls the statistics handler with the changes of the lead log, as Lambda does in AWS. */
@Singleton
class StreamEvents {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final StatisticsHandler statistics;
  private final TableStream stream;

  StreamEvents(
      @Named("statistics") StatisticsHandler statistics,
      @ConfigProperty(name = "aws.endpointUrlDynamoDb") URI dynamodb,
      LeadlogSettings settings) {
    this.statistics = statistics;
    this.stream = new TableStream(dynamodb, settings.tables().leadLogs());
  }

  /** Delivers the changes since the last call. */
  void deliver() {
    stream.read(this::deliver);
  }

  private void deliver(String shard, List<Record> records) {
    byte[] event = Json.text(event(shard, records)).getBytes(StandardCharsets.UTF_8);
    try {
      statistics.handleRequest(
          new ByteArrayInputStream(event),
          OutputStream.nullOutputStream(),
          LocalContext.of("Statistics", TIMEOUT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode event(String shard, List<Record> records) {
    ObjectNode event = Json.object().put("shardId", shard);
    ArrayNode list = event.putArray("Records");
    for (Record record : records) {
      ObjectNode change = list.addObject().putObject("dynamodb");
      change.put("SequenceNumber", record.dynamodb().sequenceNumber());
      image(change, "OldImage", record.dynamodb().oldImage());
      image(change, "NewImage", record.dynamodb().newImage());
    }
    return event;
  }

  private static void image(
      ObjectNode change, String name, Map<String, AttributeValue> attributes) {
    ObjectNode image = change.putObject(name);
    attributes.forEach(
        (attribute, value) -> {
          if (value.s() != null) {
            image.putObject(attribute).put("S", value.s());
          } else if (value.n() != null) {
            image.putObject(attribute).put("N", value.n());
          } else if (value.bool() != null) {
            image.putObject(attribute).put("BOOL", value.bool());
          }
        });
  }
}
