package dev.leadlog.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.quarkus.vertx.http.runtime.QuarkusHttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** The event of API Gateway for a request. */
final class GatewayEvent {

  /** The event of a request; empty on a laptop, which has no API Gateway. */
  static Optional<APIGatewayV2HTTPEvent> of(HttpServerRequest request) {
    return request.headers() instanceof QuarkusHttpHeaders lambda
        ? Optional.ofNullable(lambda.getContextObject(APIGatewayV2HTTPEvent.class))
        : Optional.empty();
  }

  /** Whether the request comes from Lambda. */
  static boolean isOfLambda(HttpServerRequest request) {
    return request.headers() instanceof QuarkusHttpHeaders;
  }

  private GatewayEvent() {}
}
