package dev.leadlog.simulatedchat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.simulatedmeta.MetaRequest;
import dev.leadlog.simulatedmeta.MetaResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Workflows of Microsoft Teams that post cards (source: Microsoft, "Create incoming webhooks with
 * Workflows for Microsoft Teams", "Send Adaptive Cards using an Incoming Webhook"): {@code POST
 * /workflows/<name>?sig=…}. A card that Teams cannot show is accepted too, but never shown. The
 * workflow {@code off} is turned off, and {@code removed} does not exist. {@code GET} returns the
 * messages; {@code shown} says whether Teams shows it.
 */
public final class SimulatedTeams {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int MAX_BODY_BYTES = 28 * 1024;
  private static final int MAX_STORED = 10_000;

  private final RateLimit limit;
  private final List<JsonNode> posted = new ArrayList<>();

  public SimulatedTeams(Clock clock) {
    this.limit = new RateLimit(Duration.ofMillis(250), 4, clock);
  }

  public synchronized MetaResponse handle(MetaRequest call) {
    if (call.method().equals("GET")) {
      return answer(200, JSON.createArrayNode().addAll(posted));
    }
    String workflow = call.path().substring(call.path().lastIndexOf('/') + 1);
    if (call.query().getOrDefault("sig", "").isEmpty()) {
      return error(
          401,
          "DirectApiAuthorizationRequired",
          "The request must be authenticated only by Shared Access scheme");
    }
    if (workflow.equals("removed")) {
      return error(404, "WorkflowNotFound", "The workflow could not be found");
    }
    if (workflow.equals("off")) {
      return error(400, "WorkflowTriggerIsNotEnabled", "The trigger is not enabled");
    }
    if (!limit.allows(workflow)) {
      ObjectNode body = JSON.createObjectNode();
      body.putObject("error").put("code", "TooManyRequests");
      return new MetaResponse(429, body.toString(), Map.of("Retry-After", "2"), Duration.ZERO);
    }
    if (call.body().length > MAX_BODY_BYTES) {
      return error(413, "RequestEntityTooLarge", "The request is too large");
    }
    return take(workflow, call.body());
  }

  /** The messages that were received, oldest first: {@code {workflow, shown, message}}. */
  public synchronized List<JsonNode> posted() {
    return List.copyOf(posted);
  }

  private MetaResponse take(String workflow, byte[] body) {
    try {
      JsonNode message = JSON.readTree(body);
      if (!message.path("attachments").isArray()) {
        return error(400, "TriggerInputSchemaMismatch", "attachments is required");
      }
      ObjectNode one = JSON.createObjectNode().put("workflow", workflow);
      posted.add(one.put("shown", isShown(message)).set("message", message));
      if (posted.size() > MAX_STORED) {
        posted.remove(0);
      }
      return new MetaResponse(202, "", Map.of(), Duration.ZERO);
    } catch (IOException notJson) {
      return error(400, "InvalidRequestContent", "The request content is not valid JSON");
    }
  }

  private static boolean isShown(JsonNode message) {
    JsonNode attachment = message.path("attachments").path(0);
    JsonNode card = attachment.path("content");
    boolean shown =
        attachment.path("contentType").asText().equals("application/vnd.microsoft.card.adaptive")
            && card.path("type").asText().equals("AdaptiveCard")
            && card.path("version").asText().matches("1\\.[0-5]")
            && card.path("body").size() > 0;
    for (JsonNode block : card.path("body")) {
      shown &=
          block.path("type").asText().equals("TextBlock") && !block.path("text").asText().isEmpty();
    }
    for (JsonNode action : card.path("actions")) {
      shown &=
          action.path("type").asText().equals("Action.OpenUrl") && action.path("url").isTextual();
    }
    return shown;
  }

  private static MetaResponse error(int status, String code, String message) {
    ObjectNode body = JSON.createObjectNode();
    body.putObject("error").put("code", code).put("message", message);
    return answer(status, body);
  }

  private static MetaResponse answer(int status, JsonNode body) {
    return new MetaResponse(status, body.toString(), Map.of(), Duration.ZERO);
  }
}
