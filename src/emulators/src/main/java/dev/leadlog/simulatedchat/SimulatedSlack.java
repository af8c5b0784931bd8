package dev.leadlog.simulatedchat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.simulatedmeta.MetaRequest;
import dev.leadlog.simulatedmeta.MetaResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Slack's incoming webhooks (source: Slack, "Sending messages using incoming webhooks", "Changes to
 * errors for incoming webhooks", "Rate limits", "Block Kit"): {@code POST
 * /services/T…/B…/<channel>}. The channels {@code archived}, {@code gone}, {@code prohibited} and
 * {@code removed} fail as their names say; all others accept messages. {@code GET} returns the
 * messages, each with the users that it would notify.
 */
public final class SimulatedSlack {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern PATH =
      Pattern.compile("/services/T[A-Z0-9]*/B[A-Z0-9]*/([A-Za-z0-9]+)");
  private static final Pattern MENTION =
      Pattern.compile("<(!(?:channel|here|everyone)|@[A-Z0-9]+)[^>]*>");
  private static final int MAX_BLOCKS = 50;
  private static final int MAX_SECTION_LENGTH = 3_000;
  private static final int MAX_BUTTON_LENGTH = 75;
  private static final int MAX_URL_LENGTH = 3_000;
  private static final int MAX_STORED = 10_000;

  private static final Map<String, MetaResponse> ERRORS_BY_CHANNEL =
      Map.of(
          "archived", text(410, "channel_is_archived"),
          "gone", text(404, "channel_not_found"),
          "prohibited", text(403, "action_prohibited"),
          "removed", text(404, "no_service"));

  private final RateLimit limit;
  private final List<JsonNode> posted = new ArrayList<>();

  /** Accepts one message per second and channel, with a small burst. */
  public SimulatedSlack(Clock clock) {
    this.limit = new RateLimit(Duration.ofSeconds(1), 4, clock);
  }

  public synchronized MetaResponse handle(MetaRequest call) {
    if (call.method().equals("GET")) {
      return new MetaResponse(200, shown().toString(), Map.of(), Duration.ZERO);
    }
    Matcher path = PATH.matcher(call.path());
    if (!path.matches()) {
      return text(404, "no_team");
    }
    String channel = path.group(1);
    if (ERRORS_BY_CHANNEL.containsKey(channel)) {
      return ERRORS_BY_CHANNEL.get(channel);
    }
    if (!limit.allows(channel)) {
      return new MetaResponse(429, "rate_limited", Map.of("Retry-After", "1"), Duration.ZERO);
    }
    Optional<JsonNode> message = json(call.body());
    Optional<String> wrong =
        message.map(SimulatedSlack::wrong).orElse(Optional.of("invalid_payload"));
    if (wrong.isPresent()) {
      return text(400, wrong.get());
    }
    keep(channel, message.get());
    return text(200, "ok");
  }

  /** The messages that were posted, oldest first: {@code {channel, notifies, message}}. */
  public synchronized List<JsonNode> posted() {
    return List.copyOf(posted);
  }

  private void keep(String channel, JsonNode message) {
    ObjectNode one = JSON.createObjectNode().put("channel", channel);
    ArrayNode notifies = one.putArray("notifies");
    Matcher mention = MENTION.matcher(texts(message));
    while (mention.find()) {
      notifies.add(mention.group(1));
    }
    posted.add(one.set("message", message));
    if (posted.size() > MAX_STORED) {
      posted.remove(0);
    }
  }

  private static String texts(JsonNode message) {
    StringBuilder texts = new StringBuilder(message.path("text").asText());
    message
        .path("blocks")
        .forEach(block -> texts.append('\n').append(block.path("text").path("text").asText()));
    return texts.toString();
  }

  private static Optional<String> wrong(JsonNode message) {
    if (!message.isObject()) {
      return Optional.of("invalid_payload");
    }
    JsonNode blocks = message.path("blocks");
    if (message.path("text").asText().isEmpty() && blocks.isEmpty()) {
      return Optional.of("no_text");
    }
    boolean fits = blocks.size() <= MAX_BLOCKS;
    for (JsonNode block : blocks) {
      fits &= isBlock(block);
    }
    return fits ? Optional.empty() : Optional.of("invalid_blocks");
  }

  private static boolean isBlock(JsonNode block) {
    return switch (block.path("type").asText()) {
      case "section" -> isText(block.path("text"), MAX_SECTION_LENGTH);
      case "actions" -> areButtons(block.path("elements"));
      default -> false;
    };
  }

  private static boolean areButtons(JsonNode elements) {
    boolean fits = elements.size() >= 1 && elements.size() <= 25;
    for (JsonNode element : elements) {
      String url = element.path("url").asText();
      fits &=
          element.path("type").asText().equals("button")
              && element.path("text").path("type").asText().equals("plain_text")
              && isText(element.path("text"), MAX_BUTTON_LENGTH)
              && url.matches("https?://\\S+")
              && url.length() <= MAX_URL_LENGTH;
    }
    return fits;
  }

  private static boolean isText(JsonNode text, int longest) {
    int length = text.path("text").asText().length();
    return text.path("type").asText().matches("mrkdwn|plain_text")
        && length >= 1
        && length <= longest;
  }

  private ArrayNode shown() {
    return JSON.createArrayNode().addAll(posted);
  }

  private static Optional<JsonNode> json(byte[] body) {
    try {
      return Optional.ofNullable(JSON.readTree(body));
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  private static MetaResponse text(int status, String body) {
    return new MetaResponse(status, body, Map.of(), Duration.ZERO);
  }
}
