package dev.leadlog.api;

import dev.leadlog.operations.PageOperations;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code /api/pages}: page configuration. */
@Singleton
@Path("/api/pages")
public class PagesResource {

  private final PageOperations operations;
  private final Caller caller;

  PagesResource(PageOperations operations, Caller caller) {
    this.operations = operations;
    this.caller = caller;
  }

  @GET
  public Response all() {
    return Responses.of(operations.all());
  }

  @GET
  @Path("/{pageId}")
  public Response get(@PathParam("pageId") String pageId) {
    return Responses.of(operations.get(pageId));
  }

  /** Saves a configuration. With {@code If-Match} only over the revision it was made from. */
  @PUT
  @Path("/{pageId}")
  @Consumes(MediaType.WILDCARD)
  public Response put(
      @PathParam("pageId") String pageId,
      @HeaderParam("If-Match") String ifMatch,
      @QueryParam("processWaiting") @DefaultValue("true") boolean processWaiting,
      byte[] body) {
    return Responses.of(
        operations.save(
            pageId, LeadLogsResource.json(body), ifMatch, processWaiting, caller.name()));
  }

  /** Reads the page's leads again since a time. */
  @POST
  @Path("/{pageId}/poll")
  @Consumes(MediaType.WILDCARD)
  public Response poll(@PathParam("pageId") String pageId, byte[] body) {
    return Responses.of(operations.poll(pageId, LeadLogsResource.json(body), caller.name()));
  }

  @DELETE
  @Path("/{pageId}")
  public Response delete(@PathParam("pageId") String pageId) {
    return Responses.of(operations.delete(pageId));
  }
}
