package dev.leadlog.webhook;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Takes a webhook whatever its {@code Content-Type} and {@code Accept} say: the signature says that
 * Meta sent it, and a header that cannot be read would be answered before anything looks at that.
 */
@Singleton
class AnyMediaType {

  private static final String PATH = "/webhook";
  private static final int BEFORE_THE_RESOURCE = 9_000;

  void register(@Observes Filters filters) {
    filters.register(AnyMediaType::forget, BEFORE_THE_RESOURCE);
  }

  private static void forget(RoutingContext request) {
    if (PATH.equals(request.request().path())) {
      MultiMap headers = request.request().headers();
      headers.remove("Accept");
      headers.remove("Content-Type");
    }
    request.next();
  }
}
