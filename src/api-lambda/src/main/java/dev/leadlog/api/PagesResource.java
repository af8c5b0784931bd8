package dev.leadlog.api;

import dev.leadlog.operations.MappingOperations;
import dev.leadlog.operations.OnboardingOperations;
import dev.leadlog.operations.PageOperations;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** {@code /api/pages}: page configurations, their mappings and their pages at Meta. */
@Singleton
@Path("/api/pages")
@Consumes(MediaType.WILDCARD)
public class PagesResource {

  private final PageOperations operations;
  private final OnboardingOperations connecting;
  private final MappingOperations mappings;
  private final Caller caller;

  PagesResource(
      PageOperations operations,
      OnboardingOperations connecting,
      MappingOperations mappings,
      Caller caller) {
    this.operations = operations;
    this.connecting = connecting;
    this.mappings = mappings;
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
  public Response put(
      @PathParam("pageId") String pageId,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      byte[] body) {
    return Responses.of(
        operations.save(
            pageId,
            Requests.json(body),
            Requests.ifMatch(headers),
            Requests.query(uri),
            caller.name()));
  }

  /** Reads the page's leads again since a time. */
  @POST
  @Path("/{pageId}/poll")
  public Response poll(@PathParam("pageId") String pageId, byte[] body) {
    return Responses.of(operations.poll(pageId, Requests.optionalBody(body), caller.name()));
  }

  /** Subscribes the page's leads to the app. */
  @POST
  @Path("/{pageId}/subscribe")
  public Response subscribe(@PathParam("pageId") String pageId) {
    return Responses.of(connecting.subscribe(pageId));
  }

  /** The forms of the configuration, and how far the poll has read them. Meta is not asked. */
  @GET
  @Path("/{pageId}/forms")
  public Response formStates(@PathParam("pageId") String pageId) {
    return Responses.of(operations.forms(pageId));
  }

  /** Reads the page's forms and questions from Meta. */
  @POST
  @Path("/{pageId}/forms/refresh")
  public Response forms(@PathParam("pageId") String pageId, byte[] body) {
    return Responses.of(connecting.forms(pageId, Requests.optionalBody(body)));
  }

  /** Lists the pages that a token opens, or adds some of them. */
  @POST
  @Path("/discover")
  public Response discover(byte[] body) {
    return Responses.of(connecting.discover(Requests.optionalBody(body), caller.name()));
  }

  @DELETE
  @Path("/{pageId}")
  public Response delete(@PathParam("pageId") String pageId) {
    return Responses.of(operations.delete(pageId));
  }

  /** Shows what a lead would become. The answers are shown too, so the scope is that of leads. */
  @POST
  @Path("/{pageId}/preview")
  public Response preview(@PathParam("pageId") String pageId, byte[] body) {
    return Responses.of(mappings.preview(pageId, Requests.body(body), caller.name()));
  }

  @GET
  @Path("/{pageId}/forms/{formId}/suggested-mapping")
  public Response suggest(
      @PathParam("pageId") String pageId,
      @PathParam("formId") String formId,
      @Context UriInfo uri) {
    return Responses.of(mappings.suggest(pageId, formId, Requests.query(uri)));
  }
}
