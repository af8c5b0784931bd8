package dev.leadlog.api;

import dev.leadlog.operations.ImportOperations;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** {@code /api/imports}: leads from a CSV file. */
@Singleton
@Path("/api/imports")
public class ImportsResource {

  private final ImportOperations operations;
  private final Caller caller;

  ImportsResource(ImportOperations operations, Caller caller) {
    this.operations = operations;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response post(@Context UriInfo uri, byte[] body) {
    byte[] file = body == null ? new byte[0] : body;
    return Responses.of(operations.post(file, Requests.query(uri), caller.name()));
  }
}
