package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.delivery.FaultyServer.Request;
import dev.leadlog.delivery.FaultyServer.Response;
import dev.leadlog.text.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A receiver of leads at a URL that checks their signatures. */
public final class Receiver {

  /** The parameter that holds the secret. */
  public static final String PARAMETER = "/leadlog/destination/receiver";

  public static final String SECRET = Counterpart.SECRET;

  private static final Map<String, Set<String>> COPIES = new ConcurrentHashMap<>();
  private static final FaultyServer SERVER = new FaultyServer(Receiver::take);

  public static String url() {
    return SERVER.url() + "/leads";
  }

  /** The server, which can be made to fail. */
  public static FaultyServer server() {
    return SERVER;
  }

  /**
   * The different copies of a lead: webhook id and body, since another id is another lead to a
   * receiver.
   */
  public static Set<String> copies(String leadgenId) {
    return COPIES.getOrDefault(leadgenId, Set.of());
  }

  private static Response take(Request request) {
    String id = request.headers().get("webhook-id");
    if (!signature(request, id).equals(request.headers().get("webhook-signature"))) {
      return Response.of(400, "{\"message\":\"the signature is wrong\"}");
    }
    JsonNode lead = Json.read(request.text()).orElseThrow().path("data");
    COPIES
        .computeIfAbsent(lead.path("leadgenId").asText(), any -> ConcurrentHashMap.newKeySet())
        .add(id + " " + request.text());
    return Response.of(200, "{}");
  }

  private static String signature(Request request, String id) {
    long timestamp = Long.parseLong(request.headers().get("webhook-timestamp"));
    byte[] key = WebhookSignature.key(SECRET).orElseThrow();
    return WebhookSignature.of(List.of(key), id, timestamp, request.text());
  }

  private Receiver() {}
}
