package dev.leadlog.local;

import dev.leadlog.console.ConsoleRoutes;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code ./run --api}: serves the console on this machine for the API of a deployed stack. Because
 * it signs requests with the user's credentials, it listens on loopback only and accepts requests
 * of its own page only.
 */
final class RemoteConsole {

  private static final long MAX_BODY_BYTES = 10L * 1024 * 1024;
  private static final List<String> RESPONSE_HEADERS =
      List.of("content-type", "content-disposition", "etag");
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

  private final int port;
  private final SignedApi api;

  private RemoteConsole(int port, SignedApi api) {
    this.port = port;
    this.api = api;
  }

  /** Starts the server, which runs until the process ends. */
  static void start(int port, URI api) {
    serve(Vertx.vertx(), port, SignedApi.of(api));
    System.out.printf(
        "The console for %s is on http://localhost:%d/console. Stop it with Ctrl-C.%n", api, port);
  }

  static void serve(Vertx vertx, int port, SignedApi api) {
    RemoteConsole console = new RemoteConsole(port, api);
    Router router = Router.router(vertx);
    ConsoleRoutes.registerWithoutSignIn(router);
    router.route("/api/*").handler(console::rejectOtherSites);
    router.route("/api/*").handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
    router.route("/api/*").blockingHandler(console::forward, false);
    vertx
        .createHttpServer()
        .requestHandler(router)
        .listen(port, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  /**
   * Rejects requests of other sites in the same browser, also by a DNS name that resolves to this
   * machine.
   */
  private void rejectOtherSites(RoutingContext context) {
    HttpServerRequest request = context.request();
    boolean own =
        Optional.ofNullable(request.authority()).map(a -> isOwn(a.toString())).orElse(false)
            && Optional.ofNullable(request.getHeader("origin"))
                .map(o -> isOwn(o.replaceFirst("^http://", "")))
                .orElse(true)
            && Optional.ofNullable(request.getHeader("sec-fetch-site"))
                .map(OWN_SITE::contains)
                .orElse(true);
    if (own) {
      context.next();
    } else {
      problem(
          context.response(),
          403,
          "Forbidden",
          "only the console on this machine may call this URL");
    }
  }

  private boolean isOwn(String host) {
    return ("localhost:" + port).equals(host) || ("127.0.0.1:" + port).equals(host);
  }

  private void forward(RoutingContext context) {
    HttpServerRequest request = context.request();
    Buffer body = context.body().buffer();
    try {
      SignedApi.ApiResponse answer =
          api.call(
              request.method().name(),
              request.uri(),
              header -> Optional.ofNullable(request.getHeader(header)),
              body == null ? new byte[0] : body.getBytes());
      HttpServerResponse response = context.response().setStatusCode(answer.status());
      RESPONSE_HEADERS.forEach(
          name -> answer.header(name).ifPresent(value -> response.putHeader(name, value)));
      response.end(Buffer.buffer(answer.body()));
    } catch (SignedApi.ApiUnavailable e) {
      problem(context.response(), 502, "Bad gateway", e.getMessage());
    }
  }

  private static void problem(
      HttpServerResponse response, int status, String title, String detail) {
    response
        .setStatusCode(status)
        .putHeader("content-type", "application/problem+json")
        .end(
            new JsonObject()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .encode());
  }
}
