package dev.leadlog.api;

import dev.leadlog.operations.StatsOperations;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** {@code /api/stats}. */
@Singleton
@Path("/api/stats")
@Consumes(MediaType.WILDCARD)
public class StatsResource {

  private final StatsOperations operations;
  private final Caller caller;

  StatsResource(StatsOperations operations, Caller caller) {
    this.operations = operations;
    this.caller = caller;
  }

  @GET
  public Response stats(@Context UriInfo uri) {
    return Responses.of(operations.stats(Requests.query(uri)));
  }

  /** Counts every log anew. */
  @POST
  @Path("/recount")
  public Response recount(@Context UriInfo uri) {
    return Responses.of(operations.recount(Requests.query(uri), caller.name()));
  }
}
