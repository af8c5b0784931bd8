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

/** Passes what came to a server on to another one, and its answer back. */
public final class RequestForwarder {

  private static final Set<String> HOP_BY_HOP =
      Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * Asks the other server the same, and answers nothing yet.
   *
   * @param to its root
   * @param body what came, or another one in its place
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

  /** Answers with what the other server answered. */
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

  /** Without those that are of one connection. */
  private static <V> BiConsumer<String, V> endToEnd(BiConsumer<String, V> take) {
    return (name, values) -> {
      if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
        take.accept(name, values);
      }
    };
  }
}
