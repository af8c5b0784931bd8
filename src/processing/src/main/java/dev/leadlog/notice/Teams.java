package dev.leadlog.notice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.delivery.DeliveryResult;
import dev.leadlog.delivery.DeliveryResult.Blocked;
import dev.leadlog.delivery.DestinationDescription;
import dev.leadlog.delivery.SecretWebhook;
import dev.leadlog.text.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Posts a notice as an adaptive card to a workflow of Microsoft Teams (source: Microsoft, "Create
 * incoming webhooks with Workflows for Microsoft Teams", "Text features" of Adaptive Cards). The
 * workflow accepts a card before it is shown, so Leadlog cannot detect a card that Teams cannot
 * show.
 */
@Singleton
class Teams extends ChatDestination {

  private static final String TYPE = "teams";

  private static final DestinationDescription DESCRIPTION =
      WebhookSetting.description(
          "Microsoft Teams",
          "A message in a Teams channel for each lead.",
          "ssm:/leadlog/destination/teams");

  /** Teams accepts about 28 KB, and counts more bytes than are sent. */
  private static final int LONGEST_MESSAGE = 20 * 1024;

  private static final Pattern MARKDOWN = Pattern.compile("[\\\\`*_\\[\\]<>~|]");

  /** Characters that begin a list, a heading or a quotation at the beginning of a line. */
  private static final Pattern LINE_START = Pattern.compile("^(\\s*)([#+>-]|[0-9]+(?=[.)]))");

  @Inject
  Teams(SecretWebhook webhook, Notices notices) {
    super(webhook, notices);
  }

  Teams(SecretWebhook webhook, Notices notices, Duration responseTimeout) {
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
    return List.of(
        ".api.powerautomate.com",
        ".api.powerplatform.com",
        ".logic.azure.com",
        "flow.microsoft.com",
        ".flow.microsoft.com");
  }

  /** More than four requests a second are throttled. */
  @Override
  Duration pace() {
    return Duration.ofMillis(250);
  }

  /** A workflow that is switched off also responds with 400. */
  @Override
  public Optional<DeliveryResult> meaning(int status, String body) {
    if (body.contains("WorkflowTriggerIsNotEnabled")) {
      return Optional.of(new Blocked("the workflow is switched off; switch it on in Teams"));
    }
    return status == 401 || status == 403 || status == 404 || status == 410
        ? Optional.of(
            new Blocked(
                "the workflow answered %d: it was removed, or its URL is incomplete or was replaced; store the URL that Teams shows for it"
                    .formatted(status)))
        : Optional.empty();
  }

  @Override
  JsonNode message(Notice notice) {
    String text =
        notice.written(
            Teams::escaped, written -> size(card(written, notice.link())) <= LONGEST_MESSAGE);
    return card(text, notice.link());
  }

  private static ObjectNode card(String text, String link) {
    ObjectNode message = Json.object().put("type", "message");
    ObjectNode attachment = message.putArray("attachments").addObject();
    attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
    attachment.putNull("contentUrl");
    ObjectNode card = attachment.putObject("content");
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("type", "AdaptiveCard").put("version", "1.4");
    lines(card.putArray("body"), text);
    if (link != null) {
      ObjectNode open = card.putArray("actions").addObject();
      open.put("type", "Action.OpenUrl").put("title", "Open in Leadlog").put("url", link);
    }
    return message;
  }

  /** A text block joins the lines of its text, so each line gets its own block. */
  private static void lines(ArrayNode body, String text) {
    text.lines()
        .filter(line -> !line.isBlank())
        .forEach(
            line -> {
              ObjectNode block = body.addObject().put("type", "TextBlock").put("text", line);
              block.put("wrap", true).put("spacing", body.size() == 1 ? "Default" : "None");
            });
  }

  private static int size(JsonNode message) {
    return Json.text(message).getBytes(StandardCharsets.UTF_8).length;
  }

  /** Escapes an answer, so that it contains no emphasis, list or link. */
  static String escaped(String value) {
    String escaped = MARKDOWN.matcher(value).replaceAll("\\\\$0");
    return LINE_START
        .matcher(escaped)
        .replaceFirst(start -> start.group(2).matches("[0-9]+") ? "$1$2\\\\" : "$1\\\\$2");
  }
}
