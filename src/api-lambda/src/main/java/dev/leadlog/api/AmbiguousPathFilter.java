package dev.leadlog.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.leadlog.operations.OperationResult;
import dev.leadlog.text.Json;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Refuses a path of the API that can be read in two ways. API Gateway requires the scope of the
 * route that matches the literal path, but the server normalizes {@code /api/lead-logs/../pages/1}
 * to {@code /api/pages/1}, which requires another scope.
 *
 * <p>The path of the event is already decoded, and Quarkus appends the query to it. A decoded
 * question mark in the path would then look like the beginning of the query. Therefore the filter
 * checks the path of the event, not that of the request.
 */
@Singleton
class AmbiguousPathFilter {

  private static final String API = "/api";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._-]+");

  /** Characters of a query in RFC 3986, besides letters, digits and encoded characters. */
  private static final String QUERY_CHARACTERS = "._~!$&'()*+,;=:@/?-";

  private static final Pattern ENCODED = Pattern.compile("%(?!00)[0-9A-Fa-f]{2}");

  /** The priority before every other filter. */
  private static final int FIRST = 10_000;

  void register(@Observes Filters filters) {
    filters.register(AmbiguousPathFilter::check, FIRST);
  }

  private static void check(RoutingContext request) {
    Optional<APIGatewayV2HTTPEvent> event = GatewayEvent.of(request.request());
    String path =
        event.map(APIGatewayV2HTTPEvent::getRawPath).orElseGet(() -> path(request.request()));
    String query =
        event
            .map(APIGatewayV2HTTPEvent::getRawQueryString)
            .orElseGet(() -> request.request().query());
    if (event.isEmpty() && !isApiPath(request)) {
      request.next();
    } else if (!isPlain(path)) {
      refuse(
          request,
          "the path is ambiguous: use only letters, digits and - _ . between single slashes, and"
              + " begin no part with a dot");
    } else if (!isEncoded(query)) {
      refuse(
          request,
          "the query is not encoded: encode special characters, as %7C for | and %20 for a blank");
    } else {
      request.next();
    }
  }

  private static String path(HttpServerRequest request) {
    String uri = request.uri();
    return uri.contains("?") ? uri.substring(0, uri.indexOf('?')) : uri;
  }

  /** On a laptop the same server has other paths, which are not checked. */
  private static boolean isApiPath(RoutingContext request) {
    try {
      return request.normalizedPath().startsWith(API) || path(request.request()).startsWith(API);
    } catch (IllegalArgumentException notEncoded) {
      return true;
    }
  }

  /**
   * Whether every character of a query is allowed or encoded. An encoded NUL is refused, because no
   * parameter contains one.
   */
  static boolean isEncoded(String query) {
    for (int i = 0; query != null && i < query.length(); i++) {
      char c = query.charAt(i);
      boolean isLetterOrDigit = c < 128 && Character.isLetterOrDigit(c);
      if (c == '%') {
        if (!ENCODED.matcher(query).region(i, Math.min(i + 3, query.length())).matches()) {
          return false;
        }
        i += 2;
      } else if (!isLetterOrDigit && QUERY_CHARACTERS.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  static boolean isPlain(String path) {
    return path != null
        && PLAIN.matcher(path).matches()
        && !path.contains("//")
        && !path.contains("/.");
  }

  private static void refuse(RoutingContext request, String detail) {
    OperationResult problem = OperationResult.problem(400, "Invalid request", detail);
    request
        .response()
        .setStatusCode(problem.status())
        .putHeader("Content-Type", Responses.PROBLEM)
        .end(Json.text(problem.body()));
  }
}
