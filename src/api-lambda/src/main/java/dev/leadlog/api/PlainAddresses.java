package dev.leadlog.api;

import dev.leadlog.operations.Answer;
import dev.leadlog.text.Json;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Refuses an address of the API that can be read in two ways. API Gateway asks for the scope of the
 * route that fits an address as it stands there, and the server behind it would take {@code
 * /api/lead-logs/../pages/1} for {@code /api/pages/1}, which asks for another.
 */
@Singleton
class PlainAddresses {

  private static final String API = "/api";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._-]+");

  /** Before everything else that looks at a request. */
  private static final int FIRST = 10_000;

  void register(@Observes Filters filters) {
    filters.register(PlainAddresses::check, FIRST);
  }

  private static void check(RoutingContext request) {
    if (request.normalizedPath().startsWith(API) && !isPlain(request.request().path())) {
      refuse(request);
    } else {
      request.next();
    }
  }

  private static boolean isPlain(String path) {
    return PLAIN.matcher(path).matches() && !path.contains("//") && !path.contains("/.");
  }

  private static void refuse(RoutingContext request) {
    Answer problem =
        Answer.problem(
            400,
            "The address is not plain",
            "letters, digits and - _ . between single slashes, and no part that begins with a dot");
    request
        .response()
        .setStatusCode(problem.status())
        .putHeader("Content-Type", Responses.PROBLEM)
        .end(Json.text(problem.body()));
  }
}
