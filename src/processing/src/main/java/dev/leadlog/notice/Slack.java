package dev.leadlog.notice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.delivery.DeliveryResult;
import dev.leadlog.delivery.DeliveryResult.Blocked;
import dev.leadlog.delivery.DeliveryResult.Rejected;
import dev.leadlog.delivery.DestinationDescription;
import dev.leadlog.delivery.SecretWebhook;
import dev.leadlog.text.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Posts a notice to an incoming webhook of Slack (source: Slack, "Sending messages using incoming
 * webhooks", "Rate limits", "Formatting message text").
 */
@Singleton
class Slack extends ChatDestination {

  private static final String TYPE = "slack";

  private static final DestinationDescription DESCRIPTION =
      WebhookSetting.description(
          "Slack", "A message in a Slack channel for each lead.", "ssm:/leadlog/destination/slack");

  /** The limit of the text of a section. */
  private static final int LONGEST_SECTION = 3_000;

  /** Slack would notify all members for these words. */
  private static final Pattern EVERYONE =
      Pattern.compile("(?<![\\p{L}\\p{N}._-])@(?=(?i:here|channel|everyone)\\b)");

  /** A truncated escape sequence. */
  private static final Pattern HALF_ESCAPED = Pattern.compile("&[a-z]{0,3}$");

  private static final String NEW_URL =
      "create a new incoming webhook for the channel, and replace the stored URL";

  /** The remedy by Slack's error code. */
  private static final Map<String, String> REMEDIES =
      Map.ofEntries(
          Map.entry("action_prohibited", "a Slack administrator has restricted posting there"),
          Map.entry(
              "posting_to_general_channel_denied",
              "a Slack administrator has restricted posting to that channel"),
          Map.entry("channel_is_archived", "the channel is archived; restore it, or " + NEW_URL),
          Map.entry("channel_not_found", "the channel no longer exists; " + NEW_URL),
          Map.entry("user_not_found", "the user no longer exists; " + NEW_URL),
          Map.entry("no_service", "the webhook is switched off or removed; " + NEW_URL),
          Map.entry("no_service_id", "the webhook is switched off or removed; " + NEW_URL),
          Map.entry("no_active_hooks", "the webhook is switched off; " + NEW_URL),
          Map.entry("no_team", "the workspace of the URL does not exist; " + NEW_URL),
          Map.entry("team_disabled", "the workspace is switched off; " + NEW_URL),
          Map.entry("invalid_token", "the URL is incomplete or was revoked; " + NEW_URL));

  @Inject
  Slack(SecretWebhook webhook, Notices notices) {
    super(webhook, notices);
  }

  Slack(SecretWebhook webhook, Notices notices, Duration responseTimeout) {
    super(webhook, notices, responseTimeout);
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public DestinationDescription description() {
    return DESCRIPTION;
  }

  @Override
  public List<String> hosts() {
    return List.of("hooks.slack.com", "hooks.slack-gov.com");
  }

  @Override
  Duration pace() {
    return Duration.ofSeconds(1);
  }

  /** A proxy can answer 200 in the place of Slack. */
  @Override
  public boolean confirms(String body) {
    return body.equals("ok");
  }

  @Override
  public Optional<DeliveryResult> meaning(int status, String body) {
    String answered = "Slack answered " + status + " " + body + ": ";
    if (REMEDIES.containsKey(body)) {
      return Optional.of(new Blocked(answered + REMEDIES.get(body)));
    }
    return body.matches("[a-z_]{1,60}") && status == 400
        ? Optional.of(new Rejected(answered + "Slack does not accept the message; check text"))
        : Optional.empty();
  }

  /**
   * The fallback is shown in notifications; {@code verbatim} prevents that names and links are
   * converted.
   */
  @Override
  JsonNode message(Notice notice) {
    String text =
        cut(notice.written(Slack::escaped, written -> written.length() <= LONGEST_SECTION));
    ObjectNode message = Json.object().put("text", text);
    message.put("unfurl_links", false).put("unfurl_media", false);
    ArrayNode blocks = message.putArray("blocks");
    blocks
        .addObject()
        .put("type", "section")
        .putObject("text")
        .put("type", "mrkdwn")
        .put("text", text)
        .put("verbatim", true);
    if (notice.link() != null) {
      ObjectNode button =
          blocks.addObject().put("type", "actions").putArray("elements").addObject();
      button.put("type", "button").put("url", notice.link());
      button.putObject("text").put("type", "plain_text").put("text", "Open in Leadlog");
    }
    return message;
  }

  /** Escapes an answer, so that it mentions nobody and contains no link. */
  static String escaped(String value) {
    String escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return EVERYONE.matcher(escaped).replaceAll("@\u200b");
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_SECTION
        ? text
        : HALF_ESCAPED.matcher(text.substring(0, LONGEST_SECTION)).replaceAll("");
  }
}
