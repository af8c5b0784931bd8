package dev.leadlog.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.services.sqs.model.Message;

/** The events of {@code localstack/events}, and others made of them. */
final class Events {

  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;

  Events(Path home) {
    this.folder = home.resolve("localstack/events");
  }

  /** An event as it stands in its file. */
  String file(String name) {
    return read(name).toString();
  }

  /** The webhook that announces these leads, signed. */
  String announcing(List<String> leadgenIds) {
    ObjectNode envelope = JSON.createObjectNode().put("object", "page");
    ObjectNode entry = envelope.putArray("entry").addObject();
    entry.put("id", Stage.PAGE).put("time", 1795510154);
    ArrayNode changes = entry.putArray("changes");
    for (String id : leadgenIds) {
      ObjectNode value = changes.addObject().put("field", "leadgen").putObject("value");
      value.put("leadgen_id", id).put("page_id", Stage.PAGE).put("form_id", Stage.FORM);
      value.put("adgroup_id", "23851234567890102").put("ad_id", "23851234567890101");
      value.put("created_time", 1795510153);
    }
    String body = envelope.toString();
    ObjectNode event = read("webhook-one-lead").put("body", body);
    ((ObjectNode) event.path("headers")).put("x-hub-signature-256", signature(body));
    return event.toString();
  }

  /** The event of a lead log's API path. */
  String leadLog(String leadgenId) {
    ObjectNode event = read("api-lead-log");
    String path = "/api/lead-logs/" + leadgenId;
    event.put("rawPath", path);
    ((ObjectNode) event.path("requestContext").path("http")).put("path", path);
    return event.toString();
  }

  /** The batch of these messages. */
  String batch(List<Message> messages) {
    ObjectNode event = read("processor-messages");
    ArrayNode records = (ArrayNode) event.path("Records");
    ObjectNode example = (ObjectNode) records.get(0);
    records.removeAll();
    for (Message message : messages) {
      records
          .add(example.deepCopy())
          .forEach(record -> ((ObjectNode) record).put("awsRegion", "eu-central-1"));
      ((ObjectNode) records.get(records.size() - 1))
          .put("messageId", message.messageId())
          .put("receiptHandle", message.receiptHandle())
          .put("body", message.body());
    }
    return event.toString();
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode read(String name) {
    try {
      return (ObjectNode) JSON.readTree(folder.resolve(name + ".json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String signature(String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec("local-app-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256="
          + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
