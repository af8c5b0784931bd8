package dev.leadlog.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.leadlog.operations.OperationResult;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses a request for a resource that does not belong to the route that API Gateway has matched:
 * each route requires one scope, and another resource may require another.
 */
class RouteGuard {

  /** The routes of the API function in template.yaml. */
  static final List<String> OF_THE_TEMPLATE =
      List.of(
          "GET /api/{proxy+}",
          "POST /api/{proxy+}",
          "PUT /api/lead-logs/{proxy+}",
          "PUT /api/pages/{proxy+}",
          "POST /api/pages/{proxy+}",
          "POST /api/pages/{pageId}/preview",
          "DELETE /api/pages/{proxy+}",
          "DELETE /api/lead-logs/{proxy+}");

  private final RoutingContext request;

  /**
   * @param request a proxy for the current request
   */
  RouteGuard(RoutingContext request) {
    this.request = request;
  }

  @ServerRequestFilter(priority = 1)
  Response refuseAnotherRoute(ContainerRequestContext resource) {
    String address = resource.getMethod() + " " + resource.getUriInfo().getRequestUri().getPath();
    Optional<String> route =
        GatewayEvent.of(request.request())
            .map(APIGatewayV2HTTPEvent::getRequestContext)
            .map(context -> context.getRouteKey());
    return route.isEmpty() || includes(route.get(), address)
        ? null
        : Responses.of(
            OperationResult.problem(
                403, "Forbidden", "route " + route.get() + " does not include " + address));
  }

  /**
   * Whether a route includes an address, given as method and path. A route of the template must be
   * the one that API Gateway selects: a route without a greedy part first, then the longest.
   */
  static boolean includes(String route, String address) {
    if (!OF_THE_TEMPLATE.contains(route)) {
      return matches(route, address);
    }
    return OF_THE_TEMPLATE.stream()
        .filter(known -> matches(known, address))
        .max(
            Comparator.comparing((String known) -> !known.contains("+}"))
                .thenComparing(String::length))
        .filter(route::equals)
        .isPresent();
  }

  /** Also supports routes of a changed template: {@code $default}, {@code ANY}, its own paths. */
  private static boolean matches(String route, String address) {
    String pattern =
        route
            .replaceAll("[.$]", "\\\\$0")
            .replaceAll("\\{[^}]+\\+}", ".+")
            .replaceAll("\\{[^}]+}", "[^/]+")
            .replaceFirst("^ANY ", "[A-Z]+ ");
    return route.equals("$default") || address.matches(pattern);
  }
}
