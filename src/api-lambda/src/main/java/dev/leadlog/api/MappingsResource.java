package dev.leadlog.api;

import dev.leadlog.operations.MappingOperations;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Mappings, before they are saved. */
@Singleton
@Path("/api/pages/{pageId}")
public class MappingsResource {

  private final MappingOperations operations;

  MappingsResource(MappingOperations operations) {
    this.operations = operations;
  }

  /** What a lead would become. It shows the answers, so it asks for the scope of leads. */
  @POST
  @Path("/preview")
  @Consumes(MediaType.WILDCARD)
  public Response preview(@PathParam("pageId") String pageId, byte[] body) {
    return Responses.of(operations.preview(pageId, Requests.body(body)));
  }

  @GET
  @Path("/forms/{formId}/suggested-mapping")
  public Response suggest(@PathParam("pageId") String pageId, @PathParam("formId") String formId) {
    return Responses.of(operations.suggest(pageId, formId));
  }
}
