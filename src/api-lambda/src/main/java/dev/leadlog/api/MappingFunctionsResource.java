package dev.leadlog.api;

import dev.leadlog.operations.MappingOperations;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Lists the formatting functions, validators and destination types that a configuration may use:
 * {@code /api/mapping-functions}.
 */
@Singleton
@Path("/api/mapping-functions")
@Consumes(MediaType.WILDCARD)
public class MappingFunctionsResource {

  private final MappingOperations operations;

  MappingFunctionsResource(MappingOperations operations) {
    this.operations = operations;
  }

  @GET
  public Response all() {
    return Responses.of(operations.functions());
  }
}
