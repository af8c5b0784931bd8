package dev.leadlog.api;

import dev.leadlog.operations.HealthOperations;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

/** {@code /api/health}: what the last check has found of pages and queues. */
@Singleton
@Path("/api/health")
public class HealthResource {

  private final HealthOperations operations;

  HealthResource(HealthOperations operations) {
    this.operations = operations;
  }

  /**
   * @param refresh a page that is checked now
   */
  @GET
  public Response last(@QueryParam("refresh") String refresh) {
    return Responses.of(operations.last(null, refresh));
  }
}
