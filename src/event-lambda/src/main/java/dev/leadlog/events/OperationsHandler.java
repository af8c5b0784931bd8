package dev.leadlog.events;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.leadlog.operations.Operations;
import dev.leadlog.text.Json;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** {@code operations}: runs an action of the AWS console or CLI, one JSON object in, one out. */
@Named("operations")
@Singleton
public class OperationsHandler implements RequestStreamHandler {

  private final Operations operations;
  private final Clock clock;

  OperationsHandler(Operations operations, Clock clock) {
    this.operations = operations;
    this.clock = clock;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonNode request = Json.read(in.readAllBytes()).orElse(MissingNode.getInstance());
    JsonNode response =
        operations.answer(
            request, by(context), clock.instant().plusMillis(context.getRemainingTimeInMillis()));
    out.write(Json.text(response).getBytes(StandardCharsets.UTF_8));
  }

  /** The request id, because Lambda does not name the caller; CloudTrail does for this request. */
  private static String by(Context context) {
    return "operations " + context.getAwsRequestId();
  }
}
