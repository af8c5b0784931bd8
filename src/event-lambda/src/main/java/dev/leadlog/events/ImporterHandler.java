package dev.leadlog.events;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.importing.UploadedFile;
import dev.leadlog.importing.UploadedFiles;
import dev.leadlog.text.Json;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;

/**
 * {@code importer}: files that were put into the import bucket (source: AWS, "Event message
 * structure" of S3). A call that fails is repeated by Lambda, and goes on where it stopped.
 */
@Named("importer")
@Singleton
public class ImporterHandler implements RequestStreamHandler {

  private final UploadedFiles files;
  private final Clock clock;

  ImporterHandler(UploadedFiles files, Clock clock) {
    this.files = files;
    this.clock = clock;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    Instant end = clock.instant().plusMillis(context.getRemainingTimeInMillis());
    JsonNode event =
        Json.read(in.readAllBytes())
            .orElseThrow(() -> new IllegalArgumentException("the event is not JSON"));
    ObjectNode answer = Json.object();
    ArrayNode results = answer.putArray("files");
    for (JsonNode record : event.path("Records")) {
      results.add(files.run(file(record), context.getAwsRequestId(), end));
    }
    out.write(Json.text(answer).getBytes(StandardCharsets.UTF_8));
  }

  /** Keys come URL-encoded, as a form's fields do. */
  private static UploadedFile file(JsonNode record) {
    JsonNode object = record.path("s3").path("object");
    return new UploadedFile(
        record.path("s3").path("bucket").path("name").asText(),
        URLDecoder.decode(object.path("key").asText(), StandardCharsets.UTF_8),
        object.path("eTag").asText(),
        object.path("size").asLong(),
        object.path("sequencer").asText(),
        record.path("userIdentity").path("principalId").asText("importer"));
  }
}
