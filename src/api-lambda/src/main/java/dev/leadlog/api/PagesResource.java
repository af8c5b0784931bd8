package dev.leadlog.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.operations.ConnectingOperations;
import dev.leadlog.operations.PageOperations;
import dev.leadlog.text.Json;
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
  private final ConnectingOperations connecting;
  private final Caller caller;

  PagesResource(PageOperations operations, ConnectingOperations connecting, Caller caller) {
    this.operations = operations;
    this.connecting = connecting;
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

  /** Subscribes the page's leads to the app. */
  @POST
  @Path("/{pageId}/subscribe")
  @Consumes(MediaType.WILDCARD)
  public Response subscribe(@PathParam("pageId") String pageId) {
    return Responses.of(connecting.subscribe(pageId));
  }

  /** Reads the page's forms and questions from Meta. */
  @POST
  @Path("/{pageId}/forms/refresh")
  @Consumes(MediaType.WILDCARD)
  public Response forms(@PathParam("pageId") String pageId) {
    return Responses.of(connecting.forms(pageId));
  }

  /** Lists the pages that a token opens, or adds some of them. */
  @POST
  @Path("/discover")
  @Consumes(MediaType.WILDCARD)
  public Response discover(byte[] body) {
    boolean empty = body == null || body.length == 0;
    JsonNode request = empty ? Json.object() : LeadLogsResource.json(body);
    return Responses.of(connecting.discover(request));
  }

  @DELETE
  @Path("/{pageId}")
  public Response delete(@PathParam("pageId") String pageId) {
    return Responses.of(operations.delete(pageId));
  }
}
