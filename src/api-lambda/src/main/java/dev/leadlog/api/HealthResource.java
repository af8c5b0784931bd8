package dev.leadlog.api;

import dev.leadlog.operations.HealthOperations;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** {@code /api/health}: what the last check has found of pages and queues. */
@Singleton
@Path("/api/health")
public class HealthResource {

  private final HealthOperations operations;

  HealthResource(HealthOperations operations) {
    this.operations = operations;
  }

  @GET
  public Response last(@Context UriInfo uri) {
    return Responses.of(operations.last(Requests.query(uri)));
  }
}
