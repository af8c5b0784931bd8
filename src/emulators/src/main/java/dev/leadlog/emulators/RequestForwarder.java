package dev.leadlog.emulators;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;

/** Forwards a request to another server and returns its response. */
public final class RequestForwarder {

  private static final Set<String> HOP_BY_HOP =
      Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * Sends the request to the other server, without answering the original one.
   *
   * @param to the root URL of the other server
   * @param body the body to send, which may differ from the original one
   */
  public HttpResponse<byte[]> send(HttpExchange exchange, URI to, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to.resolve(exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(endToEnd((name, values) -> values.forEach(v -> request.header(name, v))));
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Answers the original request with the response of the other server. */
  public static void answer(HttpExchange exchange, HttpResponse<byte[]> response)
      throws IOException {
    response.headers().map().forEach(endToEnd(exchange.getResponseHeaders()::put));
    if (exchange.getRequestMethod().equals("HEAD")) {
      response
          .headers()
          .firstValue("Content-Length")
          .ifPresent(length -> exchange.getResponseHeaders().set("Content-Length", length));
    }
    exchange.sendResponseHeaders(
        response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
    exchange.getResponseBody().write(response.body());
    exchange.close();
  }

  /** Leaves out hop-by-hop headers. */
  private static <V> BiConsumer<String, V> endToEnd(BiConsumer<String, V> take) {
    return (name, values) -> {
      if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
        take.accept(name, values);
      }
    };
  }
}
