package dev.leadlog.api;

import dev.leadlog.operations.ExportOperations;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Lead logs as CSV files: small ones in the answer, any as a job. */
@Singleton
@Path("/api")
@Consumes(MediaType.WILDCARD)
public class ExportsResource {

  private final ExportOperations operations;
  private final Caller caller;

  ExportsResource(ExportOperations operations, Caller caller) {
    this.operations = operations;
    this.caller = caller;
  }

  @GET
  @Path("/lead-logs.csv")
  public Response now(@Context UriInfo uri) {
    return Responses.file(operations.now(Requests.query(uri)));
  }

  @POST
  @Path("/exports")
  public Response begin(byte[] body) {
    return Responses.of(operations.begin(Requests.optionalBody(body), caller.name()));
  }
}
