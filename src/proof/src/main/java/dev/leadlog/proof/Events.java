package dev.leadlog.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.services.sqs.model.Message;

/** The events of {@code localstack/events}, and events that are derived from them. */
final class Events {

  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;

  Events(Path home) {
    this.folder = home.resolve("localstack/events");
  }

  /** The event of a file. */
  String file(String name) {
    return read(name).toString();
  }

  /** The names of all events, sorted. */
  List<String> names() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A signed webhook notification of leads. */
  String announcing(List<String> leadgenIds) {
    return announcing(BenchmarkEnvironment.PAGE, BenchmarkEnvironment.FORM, leadgenIds);
  }

  /** The same for a form of another page. */
  String announcing(String page, String form, List<String> leadgenIds) {
    ObjectNode envelope = JSON.createObjectNode().put("object", "page");
    ObjectNode entry = envelope.putArray("entry").addObject();
    entry.put("id", page).put("time", 1795510154);
    ArrayNode changes = entry.putArray("changes");
    for (String id : leadgenIds) {
      ObjectNode value = changes.addObject().put("field", "leadgen").putObject("value");
      value.put("leadgen_id", id).put("page_id", page).put("form_id", form);
      value.put("adgroup_id", "23851234567890102").put("ad_id", "23851234567890101");
      value.put("created_time", 1795510153);
    }
    String body = envelope.toString();
    ObjectNode event = read("webhook-one-lead").put("body", body);
    ((ObjectNode) event.path("headers")).put("x-hub-signature-256", signature(body));
    return event.toString();
  }

  /** An event for {@code GET} with an API path. */
  String get(String path) {
    return at(path, read("api-lead-log")).toString();
  }

  /** The same with a query. */
  String get(String path, String query) {
    return at(path, read("api-lead-log")).put("rawQueryString", query).toString();
  }

  /** An event for {@code POST} with an API path and a body. */
  String post(String path, String body) {
    return at(path, read("api-process-again")).put("body", body).toString();
  }

  /**
   * The event {@code api-save-page} for another page and its forms, without processing waiting
   * leads.
   */
  String savePage(String page, List<String> forms) {
    ObjectNode event = at("/api/pages/" + page, read("api-save-page"));
    event.put("rawQueryString", "processWaiting=false");
    return event.put("body", pageDocument(forms)).toString();
  }

  /** The page configuration of {@code api-save-page} with other forms. */
  String pageDocument(List<String> forms) {
    ObjectNode document = (ObjectNode) json(read("api-save-page").path("body").asText());
    ArrayNode listed = (ArrayNode) document.path("forms");
    ObjectNode example = (ObjectNode) listed.remove(0);
    forms.forEach(form -> listed.add(example.deepCopy().put("formId", form)));
    return document.toString();
  }

  /**
   * The same with the leads table and a Slack channel for each form.
   *
   * @param url the prefix of the channel URLs, to which the form id is appended
   */
  String pageDocument(List<String> forms, String url) {
    ObjectNode document = (ObjectNode) json(pageDocument(forms));
    for (JsonNode form : document.path("forms")) {
      ((ObjectNode) form).remove("destination");
      ArrayNode destinations = ((ObjectNode) form).putArray("destinations");
      destinations.addObject().put("name", "table").put("type", "leads-table");
      destinations
          .addObject()
          .put("name", "channel")
          .put("type", "slack")
          .put("url", url + form.path("formId").asText());
    }
    return document.toString();
  }

  private static ObjectNode at(String path, ObjectNode event) {
    ((ObjectNode) event.path("requestContext").path("http")).put("path", path);
    return event.put("rawPath", path);
  }

  /** The S3 event of a file. */
  String uploaded(String key, String eTag, long size) {
    ObjectNode event = read("importer-file");
    ((ObjectNode) event.at("/Records/0/s3/object"))
        .put("key", key)
        .put("eTag", eTag)
        .put("size", size);
    return event.toString();
  }

  /** The SQS event of a batch of messages. */
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
