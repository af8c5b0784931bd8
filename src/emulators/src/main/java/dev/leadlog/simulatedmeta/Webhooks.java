package dev.leadlog.simulatedmeta;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Sends signed webhook notifications. A notification that is not answered with 200 is sent again,
 * at once and then at growing intervals.
 */
final class Webhooks {

  private static final JsonMapper JSON = new JsonMapper();
  private static final List<Integer> RETRY_SECONDS = List.of(0, 2, 10, 60, 300, 1800);
  private static final int CHANGES_PER_POST = 1000;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "simulated-meta-webhooks");
            thread.setDaemon(true);
            return thread;
          });
  private final Identity identity;

  Webhooks(Identity identity) {
    this.identity = identity;
  }

  /** Sends the notifications of leads, with up to 1,000 leads in one POST. */
  void announce(URI url, List<MetaState.Lead> leads, Fault fault) {
    List<MetaState.Lead> order = new ArrayList<>(leads);
    if (fault == Fault.REORDERED) {
      Collections.reverse(order);
    }
    if (fault == Fault.DUPLICATE) {
      order.addAll(leads);
    }
    for (int from = 0; from < order.size(); from += CHANGES_PER_POST) {
      byte[] body = body(order.subList(from, Math.min(from + CHANGES_PER_POST, order.size())));
      send(url, body, 0);
      if (fault == Fault.DUPLICATE) {
        send(url, body, 0);
      }
    }
  }

  /** Sends the notification of the test button in the app's dashboard. */
  void sendDashboardTest(URI url) {
    send(
        url,
        """
        {"object":"page","entry":[{"id":"0","time":%d,"changes":[{"field":"leadgen","value":{"ad_id":"444444444","form_id":"444444444444","leadgen_id":"444444444444","created_time":%d,"page_id":"444444444444","adgroup_id":"44444444444"}}]}]}"""
            .formatted(Instant.now().getEpochSecond(), Instant.now().getEpochSecond())
            .getBytes(StandardCharsets.UTF_8),
        0);
  }

  private void send(URI url, byte[] body, int attempt) {
    scheduler.schedule(
        () -> post(url, body, attempt), RETRY_SECONDS.get(attempt), TimeUnit.SECONDS);
  }

  private void post(URI url, byte[] body, int attempt) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .header("User-Agent", "facebookexternalua")
            .header("X-Hub-Signature-256", identity.signature(body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        retry(url, body, attempt);
      }
    } catch (IOException e) {
      retry(url, body, attempt);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void retry(URI url, byte[] body, int attempt) {
    if (attempt + 1 < RETRY_SECONDS.size()) {
      send(url, body, attempt + 1);
    }
  }

  private static byte[] body(List<MetaState.Lead> leads) {
    ObjectNode body = JSON.createObjectNode().put("object", "page");
    ArrayNode entries = body.putArray("entry");
    for (MetaState.Lead lead : leads) {
      ObjectNode entry = entries.addObject().put("id", lead.pageId);
      entry.put("time", Instant.now().getEpochSecond());
      ObjectNode value =
          entry.putArray("changes").addObject().put("field", "leadgen").putObject("value");
      value.put("leadgen_id", lead.id()).put("page_id", lead.pageId).put("form_id", lead.formId());
      if (lead.node.has("ad_id")) {
        value.put("adgroup_id", lead.node.path("adset_id").asText());
        value.put("ad_id", lead.node.path("ad_id").asText());
      }
      String created = lead.node.path("created_time").asText();
      value.put("created_time", OffsetDateTime.parse(created, Graph.TIME).toEpochSecond());
    }
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }
}
