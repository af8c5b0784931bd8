package dev.leadlog.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.operations.ExportOperations;
import dev.leadlog.text.Json;
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
    return Responses.file(operations.now(Responses.parameters(uri)));
  }

  @POST
  @Path("/exports")
  public Response begin(byte[] body) {
    boolean none = body == null || body.length == 0;
    JsonNode request = none ? Json.object() : LeadLogsResource.json(body);
    return Responses.of(operations.begin(request, caller.name()));
  }
}
