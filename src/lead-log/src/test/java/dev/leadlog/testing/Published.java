package dev.leadlog.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * A message that was published to a topic.
 *
 * @param subject null if there was none
 * @param attributes the values of the message's attributes by name
 */
public record Published(String subject, String message, Map<String, String> attributes) {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  static List<Published> to(String topicArn, URI sns) {
    JsonNode all = Json.read(get(sns.resolve("/published"))).orElseThrow();
    return StreamSupport.stream(all.spliterator(), false)
        .filter(published -> published.path("topicArn").asText().equals(topicArn))
        .map(Published::of)
        .toList();
  }

  static void createTopic(String name, URI sns) {
    String call = "Action=CreateTopic&Version=2010-03-31&Name=" + name;
    send(HttpRequest.newBuilder(sns).POST(HttpRequest.BodyPublishers.ofString(call)).build());
  }

  private static Published of(JsonNode published) {
    Map<String, String> attributes = new TreeMap<>();
    published
        .path("attributes")
        .properties()
        .forEach(each -> attributes.put(each.getKey(), each.getValue().path("value").asText()));
    return new Published(
        published.path("subject").textValue(), published.path("message").asText(), attributes);
  }

  private static String get(URI uri) {
    return send(HttpRequest.newBuilder(uri).build());
  }

  private static String send(HttpRequest request) {
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
