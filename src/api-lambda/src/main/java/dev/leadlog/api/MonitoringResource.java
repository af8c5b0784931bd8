package dev.leadlog.api;

import dev.leadlog.operations.HealthOperations;
import dev.leadlog.operations.JobOperations;
import dev.leadlog.operations.StatsOperations;
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

/** The health of pages and queues, the jobs, and the statistics. */
@Singleton
@Path("/api")
@Consumes(MediaType.WILDCARD)
public class MonitoringResource {

  private final HealthOperations health;
  private final JobOperations jobs;
  private final StatsOperations stats;
  private final Caller caller;

  MonitoringResource(
      HealthOperations health, JobOperations jobs, StatsOperations stats, Caller caller) {
    this.health = health;
    this.jobs = jobs;
    this.stats = stats;
    this.caller = caller;
  }

  @GET
  @Path("/health")
  public Response health(@Context UriInfo uri) {
    return Responses.of(health.last(Requests.query(uri)));
  }

  @GET
  @Path("/jobs")
  public Response jobs(@Context UriInfo uri) {
    return Responses.of(jobs.list(Requests.query(uri)));
  }

  @GET
  @Path("/jobs/{job}")
  public Response job(@PathParam("job") String job) {
    return Responses.of(jobs.get(job));
  }

  @POST
  @Path("/jobs/{job}/cancel")
  public Response cancelJob(@PathParam("job") String job) {
    return Responses.of(jobs.cancel(job));
  }

  @GET
  @Path("/stats")
  public Response stats(@Context UriInfo uri) {
    return Responses.of(stats.stats(Requests.query(uri)));
  }

  /** Counts every log anew. */
  @POST
  @Path("/stats/recount")
  public Response recount(@Context UriInfo uri) {
    return Responses.of(stats.recount(Requests.query(uri), caller.name()));
  }
}
