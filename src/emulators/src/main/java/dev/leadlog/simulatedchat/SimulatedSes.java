package dev.leadlog.simulatedchat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.simulatedmeta.MetaRequest;
import dev.leadlog.simulatedmeta.MetaResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * SES with {@code SendEmail} of the Query API (source: AWS, "Amazon Simple Email Service API
 * Reference"). Senders of {@code unverified.example} are not verified. {@code GET} returns the
 * mails that were sent.
 */
public final class SimulatedSes {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int MAX_RECIPIENTS = 50;
  private static final int MAX_STORED = 10_000;

  private final List<JsonNode> sent = new ArrayList<>();

  public synchronized MetaResponse handle(MetaRequest call) {
    if (call.method().equals("GET")) {
      return new MetaResponse(200, shown().toString(), Map.of(), Duration.ZERO);
    }
    Map<String, String> request = parameters(new String(call.body(), StandardCharsets.UTF_8));
    if (!"SendEmail".equals(request.get("Action"))) {
      return error(400, "InvalidAction", "only SendEmail is supported");
    }
    String from = request.getOrDefault("Source", "");
    String subject = request.getOrDefault("Message.Subject.Data", "");
    String text = request.getOrDefault("Message.Body.Text.Data", "");
    ArrayNode to = JSON.createArrayNode();
    for (int i = 1; request.containsKey("Destination.ToAddresses.member." + i); i++) {
      to.add(request.get("Destination.ToAddresses.member." + i));
    }
    if (to.isEmpty() || to.size() > MAX_RECIPIENTS || subject.matches("(?s).*[\\r\\n].*")) {
      return error(400, "InvalidParameterValue", "Illegal recipients or subject");
    }
    if (from.endsWith("unverified.example")) {
      return error(400, "MessageRejected", "Email address is not verified: " + from);
    }
    ObjectNode mail = JSON.createObjectNode().put("from", from);
    mail.set("to", to);
    sent.add(mail.put("subject", subject).put("text", text));
    if (sent.size() > MAX_STORED) {
      sent.remove(0);
    }
    return xml(
        200,
        "<SendEmailResponse xmlns=\"http://ses.amazonaws.com/doc/2010-12-01/\"><SendEmailResult>"
            + "<MessageId>"
            + UUID.randomUUID()
            + "</MessageId></SendEmailResult><ResponseMetadata><RequestId>local</RequestId>"
            + "</ResponseMetadata></SendEmailResponse>");
  }

  /** The mails that were sent, oldest first: {@code {from, to, subject, text}}. */
  public synchronized List<JsonNode> sent() {
    return List.copyOf(sent);
  }

  private ArrayNode shown() {
    return JSON.createArrayNode().addAll(sent);
  }

  private static Map<String, String> parameters(String form) {
    Map<String, String> parameters = new TreeMap<>();
    for (String pair : form.split("&")) {
      String[] parts = pair.split("=", 2);
      parameters.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
    }
    return parameters;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static MetaResponse error(int status, String code, String message) {
    return xml(
        status,
        "<ErrorResponse xmlns=\"http://ses.amazonaws.com/doc/2010-12-01/\"><Error><Type>Sender</Type>"
            + "<Code>%s</Code><Message>%s</Message></Error><RequestId>local</RequestId></ErrorResponse>"
                .formatted(code, message));
  }

  private static MetaResponse xml(int status, String body) {
    return new MetaResponse(status, body, Map.of(), Duration.ZERO);
  }
}
