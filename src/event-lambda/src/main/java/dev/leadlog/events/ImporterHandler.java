package dev.leadlog.events;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.importing.UploadEvent;
import dev.leadlog.importing.UploadedFiles;
import dev.leadlog.text.Json;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * {@code importer}: begins a job for each file that was uploaded to the import bucket (source: AWS,
 * "Event message structure" of S3).
 */
@Named("importer")
@Singleton
public class ImporterHandler implements RequestStreamHandler {

  private final UploadedFiles files;

  ImporterHandler(UploadedFiles files) {
    this.files = files;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonNode event =
        Json.read(in.readAllBytes())
            .orElseThrow(() -> new IllegalArgumentException("the event is not JSON"));
    ObjectNode response = Json.object();
    ArrayNode begun = response.putArray("files");
    for (JsonNode record : event.path("Records")) {
      begun.add(files.begin(uploadEvent(record)));
    }
    out.write(Json.text(response).getBytes(StandardCharsets.UTF_8));
  }

  /** The keys in an event are URL-encoded, like the fields of a form. */
  private static UploadEvent uploadEvent(JsonNode record) {
    JsonNode object = record.path("s3").path("object");
    return new UploadEvent(
        record.path("s3").path("bucket").path("name").asText(),
        URLDecoder.decode(object.path("key").asText(), StandardCharsets.UTF_8),
        object.path("eTag").asText(),
        object.path("size").asLong(),
        object.path("sequencer").asText(),
        record.path("userIdentity").path("principalId").asText("importer"));
  }
}
