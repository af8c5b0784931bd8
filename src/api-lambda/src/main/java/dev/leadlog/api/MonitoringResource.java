package dev.leadlog.api;

import dev.leadlog.operations.MonitoringOperations;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Shows leads that need attention, the health of pages, jobs and statistics. */
@Singleton
@Path("/api")
@Consumes(MediaType.WILDCARD)
public class MonitoringResource {

  private final MonitoringOperations operations;
  private final Caller caller;

  MonitoringResource(MonitoringOperations operations, Caller caller) {
    this.operations = operations;
    this.caller = caller;
  }

  /** Returns a bare list, because it is never paged. */
  @GET
  @Path("/attention")
  public Response attention() {
    return Responses.items(operations.attention());
  }

  @GET
  @Path("/health")
  public Response health(@Context UriInfo uri) {
    return Responses.of(operations.health(Requests.query(uri)));
  }

  /** Checks a page now. */
  @POST
  @Path("/health/{pageId}")
  public Response check(@PathParam("pageId") String pageId) {
    return Responses.of(operations.check(pageId));
  }

  @GET
  @Path("/jobs")
  public Response jobs(@Context UriInfo uri) {
    return Responses.of(operations.jobs(Requests.query(uri), caller.name()));
  }

  @GET
  @Path("/jobs/{job}")
  public Response job(@PathParam("job") String job) {
    return Responses.of(operations.job(job, caller.name()));
  }

  @POST
  @Path("/jobs/{job}/cancel")
  public Response cancelJob(@PathParam("job") String job) {
    return Responses.of(operations.cancelJob(job, caller.name()));
  }

  @GET
  @Path("/stats")
  public Response stats(@Context UriInfo uri) {
    return Responses.of(operations.stats(Requests.query(uri)));
  }

  /** Begins a recount of all logs. */
  @POST
  @Path("/stats/recount")
  public Response recount(@Context UriInfo uri) {
    return Responses.of(operations.recount(Requests.query(uri), caller.name()));
  }
}
