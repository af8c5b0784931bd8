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
 * Refuses an address of the API that can be read in two ways. API Gateway asks for the scope of the
 * route that fits an address as it stands there, and the server behind it would take {@code
 * /api/lead-logs/../pages/1} for {@code /api/pages/1}, which asks for another. API Gateway decodes
 * the path, and Quarkus joins it with the query by a question mark: so the path that counts is the
 * one that stands in the event.
 */
@Singleton
class AmbiguousPathFilter {

  private static final String API = "/api";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._-]+");

  /** What RFC 3986 allows in a query beside letters, digits and encoded characters. */
  private static final String IN_A_QUERY = "._~!$&'()*+,;=:@/?-";

  private static final Pattern ENCODED = Pattern.compile("%(?!00)[0-9A-Fa-f]{2}");

  /** Before everything else that looks at a request. */
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
    if (event.isEmpty() && !isOfTheApi(request)) {
      request.next();
    } else if (!isPlain(path)) {
      refuse(
          request,
          "Ambiguous path",
          "a path of the API has letters, digits and - _ . between single slashes, and no part that begins with a dot");
    } else if (!isEncoded(query)) {
      refuse(
          request,
          "Invalid query",
          "encode every other character of a query, as %7C for | and %20 for a blank");
    } else {
      request.next();
    }
  }

  private static String path(HttpServerRequest request) {
    String uri = request.uri();
    return uri.contains("?") ? uri.substring(0, uri.indexOf('?')) : uri;
  }

  /** On a laptop the same server has other addresses, which may be what they like. */
  private static boolean isOfTheApi(RoutingContext request) {
    try {
      return request.normalizedPath().startsWith(API) || path(request.request()).startsWith(API);
    } catch (IllegalArgumentException notEncoded) {
      return true;
    }
  }

  /**
   * Whether every character of a query is allowed there or encoded. An encoded NUL is neither: no
   * parameter has one.
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
      } else if (!isLetterOrDigit && IN_A_QUERY.indexOf(c) < 0) {
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

  private static void refuse(RoutingContext request, String title, String detail) {
    OperationResult problem = OperationResult.problem(400, title, detail);
    request
        .response()
        .setStatusCode(problem.status())
        .putHeader("Content-Type", Responses.PROBLEM)
        .end(Json.text(problem.body()));
  }
}
