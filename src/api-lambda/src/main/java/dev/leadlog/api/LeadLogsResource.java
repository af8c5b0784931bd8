package dev.leadlog.api;

import dev.leadlog.document.StrictReader;
import dev.leadlog.operations.LeadLogOperations;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Lists, shows, reprocesses and changes lead logs: {@code /api/lead-logs}. */
@Singleton
@Path("/api")
@Consumes(MediaType.WILDCARD)
public class LeadLogsResource {

  private final LeadLogOperations operations;
  private final Caller caller;

  LeadLogsResource(LeadLogOperations operations, Caller caller) {
    this.operations = operations;
    this.caller = caller;
  }

  @GET
  @Path("/lead-logs")
  public Response list(@Context UriInfo uri) {
    return Responses.of(operations.list(Requests.query(uri)));
  }

  @GET
  @Path("/lead-logs/{leadgenId}")
  public Response get(@PathParam("leadgenId") String leadgenId) {
    return Responses.of(operations.get(leadgenId, caller.name()));
  }

  @POST
  @Path("/lead-logs/{leadgenId}/process")
  public Response process(
      @PathParam("leadgenId") String leadgenId, @Context UriInfo uri, byte[] body) {
    StrictReader input = Requests.queryAndBody(uri, body, "refetch");
    return Responses.of(operations.process(leadgenId, input, caller.name()));
  }

  @POST
  @Path("/lead-logs/process")
  public Response processMany(byte[] body) {
    return Responses.of(operations.process(Requests.body(body), caller.name()));
  }

  @POST
  @Path("/lead-logs/retry")
  public Response retryMany(byte[] body) {
    return Responses.of(operations.retry(Requests.body(body), caller.name()));
  }

  @POST
  @Path("/lead-logs/loss")
  public Response lossOfMany(byte[] body) {
    return Responses.of(operations.markLoss(Requests.body(body), caller.name()));
  }

  @POST
  @Path("/lead-logs/{leadgenId}/processed")
  public Response processed(@PathParam("leadgenId") String leadgenId, byte[] body) {
    return Responses.of(operations.markProcessed(leadgenId, Requests.body(body), caller.name()));
  }

  @POST
  @Path("/lead-logs/{leadgenId}/loss")
  public Response loss(@PathParam("leadgenId") String leadgenId, byte[] body) {
    return Responses.of(operations.markLoss(leadgenId, Requests.body(body), caller.name()));
  }

  @PUT
  @Path("/lead-logs/{leadgenId}/corrected-payload")
  public Response correct(@PathParam("leadgenId") String leadgenId, byte[] body) {
    return Responses.of(operations.correct(leadgenId, Requests.body(body), caller.name()));
  }

  @DELETE
  @Path("/lead-logs/{leadgenId}")
  public Response erase(@PathParam("leadgenId") String leadgenId) {
    return Responses.of(operations.erase(leadgenId, caller.name()));
  }
}
