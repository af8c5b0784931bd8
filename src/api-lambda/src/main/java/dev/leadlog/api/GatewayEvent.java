package dev.leadlog.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.quarkus.vertx.http.runtime.QuarkusHttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** What API Gateway said about a request. */
final class GatewayEvent {

  /** The event of a request; empty on a laptop, where no API Gateway stands in front. */
  static Optional<APIGatewayV2HTTPEvent> of(HttpServerRequest request) {
    return request.headers() instanceof QuarkusHttpHeaders lambda
        ? Optional.ofNullable(lambda.getContextObject(APIGatewayV2HTTPEvent.class))
        : Optional.empty();
  }

  /** Whether Lambda brought it. */
  static boolean isOfLambda(HttpServerRequest request) {
    return request.headers() instanceof QuarkusHttpHeaders;
  }

  private GatewayEvent() {}
}
