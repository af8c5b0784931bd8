package dev.leadlog.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Names the caller of a request for the history: the identity from API Gateway's authorizer, or
 * {@code local} without API Gateway. A header of the caller is never used.
 */
@Singleton
class Caller {

  private final RoutingContext request;

  /**
   * @param request a proxy for the current request
   */
  Caller(RoutingContext request) {
    this.request = request;
  }

  String name() {
    return GatewayEvent.isOfLambda(request.request())
        ? GatewayEvent.of(request.request())
            .map(event -> event.getRequestContext().getAuthorizer())
            .flatMap(Caller::name)
            .orElse("api")
        : "local";
  }

  private static Optional<String> name(Authorizer authorizer) {
    if (authorizer.getIam() != null) {
      return Optional.ofNullable(authorizer.getIam().getUserArn());
    }
    return Optional.ofNullable(authorizer.getJwt())
        .map(jwt -> jwt.getClaims())
        .map(claims -> claims.getOrDefault("sub", claims.get("client_id")));
  }
}
