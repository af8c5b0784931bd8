package dev.leadlog.api;

import dev.leadlog.operations.JobOperations;
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

/** {@code /api/jobs}. */
@Singleton
@Path("/api/jobs")
@Consumes(MediaType.WILDCARD)
public class JobsResource {

  private final JobOperations operations;

  JobsResource(JobOperations operations) {
    this.operations = operations;
  }

  @GET
  public Response list(@Context UriInfo uri) {
    return Responses.of(operations.list(Requests.query(uri)));
  }

  @GET
  @Path("/{job}")
  public Response get(@PathParam("job") String job) {
    return Responses.of(operations.get(job));
  }

  @POST
  @Path("/{job}/cancel")
  public Response cancel(@PathParam("job") String job) {
    return Responses.of(operations.cancel(job));
  }
}
