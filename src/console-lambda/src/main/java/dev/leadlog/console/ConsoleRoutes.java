package dev.leadlog.console;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Serves {@code GET /console} and everything below it. Quarkus' handler of static files is not
 * used, because it marks every file as immutable for a day and does not compress files; API Gateway
 * does not compress them either.
 */
@Singleton
public class ConsoleRoutes {

  // Before Quarkus' handler of static files, which would serve the same files.
  private static final int BEFORE_STATIC_FILES = -1000;
  private static final String PAGE = "console.html";
  private static final String CACHE_FOR_A_YEAR = "public, max-age=31536000, immutable";
  private static final String CACHE_FOR_A_DAY = "public, max-age=86400";
  private static final String NO_STORE = "no-store";

  private final SignIn signIn;
  private final Map<String, ConsoleFile> files = new ConcurrentHashMap<>();

  @Inject
  ConsoleRoutes(SignIn signIn) {
    this.signIn = signIn;
  }

  /** Registers the routes in a process without sign-in. */
  public static void registerWithoutSignIn(Router router) {
    new ConsoleRoutes(new SignIn(ConsoleSettings.NONE)).register(router);
  }

  void register(@Observes Router router) {
    router.route("/console").order(BEFORE_STATIC_FILES).handler(this::answer);
    router.route("/console/*").order(BEFORE_STATIC_FILES).handler(this::answer);
    // The bundler writes the page to this path, where it would be served without security headers.
    router
        .route("/" + PAGE)
        .order(BEFORE_STATIC_FILES)
        .handler(request -> notFound(request.response()));
  }

  private void answer(RoutingContext request) {
    HttpMethod method = request.request().method();
    if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
      request.response().putHeader("allow", "GET, HEAD").setStatusCode(405).end();
      return;
    }
    addSecurityHeaders(request.response());
    switch (request.normalizedPath()) {
      case "/console", "/console/" -> file(request, PAGE);
      case "/console/config.json" -> config(request);
      default -> file(request, request.normalizedPath().substring(1));
    }
  }

  private void config(RoutingContext request) {
    ConsoleFile config =
        ConsoleFile.of("application/json", signIn.config().getBytes(StandardCharsets.UTF_8));
    send(request, config, NO_STORE);
  }

  private void file(RoutingContext request, String name) {
    // Only existing files are cached, so that requests for invented names cannot fill the memory.
    ConsoleFile file = files.computeIfAbsent(name, wanted -> ConsoleFile.read(wanted).orElse(null));
    if (file == null) {
      notFound(request.response());
    } else {
      send(request, file, caching(name));
    }
  }

  private static String caching(String name) {
    if (name.startsWith("console/assets/")) {
      return CACHE_FOR_A_YEAR;
    }
    return name.equals(PAGE) ? NO_STORE : CACHE_FOR_A_DAY;
  }

  private static void notFound(HttpServerResponse response) {
    response.putHeader("content-type", "text/plain").putHeader("cache-control", NO_STORE);
    response.setStatusCode(404).end("Not found\n");
  }

  private static void send(RoutingContext request, ConsoleFile file, String caching) {
    // In lower case, because the Lambda extension looks for these names to find out whether a body
    // is binary.
    HttpServerResponse response =
        request
            .response()
            .putHeader("content-type", file.type())
            .putHeader("cache-control", caching);
    response.putHeader("vary", "accept-encoding");
    boolean compress = acceptsGzip(request.request().getHeader("accept-encoding"));
    if (compress) {
      response.putHeader("content-encoding", "gzip");
    }
    byte[] body = compress ? file.compressed() : file.plain();
    if (request.request().method().equals(HttpMethod.HEAD)) {
      response.putHeader("content-length", String.valueOf(body.length)).end();
    } else {
      response.end(Buffer.buffer(body));
    }
  }

  private static boolean acceptsGzip(String encodings) {
    return encodings != null && encodings.contains("gzip");
  }

  private void addSecurityHeaders(HttpServerResponse response) {
    response
        .putHeader(
            "content-security-policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src "
                + signIn.connections()
                + "; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
        .putHeader("referrer-policy", "no-referrer")
        .putHeader("x-content-type-options", "nosniff");
  }
}
