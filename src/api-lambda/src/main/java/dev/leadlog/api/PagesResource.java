package dev.leadlog.api;

import dev.leadlog.operations.MappingOperations;
import dev.leadlog.operations.OnboardingOperations;
import dev.leadlog.operations.PageOperations;
import dev.leadlog.operations.SuggestionOperations;
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

/** Manages page configurations, their mappings and their pages at Meta: {@code /api/pages}. */
@Singleton
@Path("/api/pages")
@Consumes(MediaType.WILDCARD)
public class PagesResource {

  private final PageOperations operations;
  private final OnboardingOperations onboarding;
  private final MappingOperations mappings;
  private final SuggestionOperations suggestions;
  private final Caller caller;

  PagesResource(
      PageOperations operations,
      OnboardingOperations onboarding,
      MappingOperations mappings,
      SuggestionOperations suggestions,
      Caller caller) {
    this.operations = operations;
    this.onboarding = onboarding;
    this.mappings = mappings;
    this.suggestions = suggestions;
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

  /** Saves a configuration; with {@code If-Match} only if this is the current revision. */
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

  /** Begins a backfill of the page from a start time. */
  @POST
  @Path("/{pageId}/poll")
  public Response poll(@PathParam("pageId") String pageId, byte[] body) {
    return Responses.of(operations.poll(pageId, Requests.optionalBody(body), caller.name()));
  }

  /** Subscribes the app to the page's leads. */
  @POST
  @Path("/{pageId}/subscribe")
  public Response subscribe(@PathParam("pageId") String pageId) {
    return Responses.of(onboarding.subscribe(pageId));
  }

  /** Lists the configured forms and the progress of their poll, without a call to Meta. */
  @GET
  @Path("/{pageId}/forms")
  public Response formStates(@PathParam("pageId") String pageId) {
    return Responses.of(operations.forms(pageId));
  }

  /** Reads the page's forms and questions from Meta. */
  @POST
  @Path("/{pageId}/forms/refresh")
  public Response forms(@PathParam("pageId") String pageId, byte[] body) {
    return Responses.of(onboarding.forms(pageId, Requests.optionalBody(body)));
  }

  /** Lists the pages that a token can access, or adds some of them. */
  @POST
  @Path("/discover")
  public Response discover(byte[] body) {
    return Responses.of(onboarding.discover(Requests.optionalBody(body), caller.name()));
  }

  @DELETE
  @Path("/{pageId}")
  public Response delete(@PathParam("pageId") String pageId) {
    return Responses.of(operations.delete(pageId));
  }

  /** Previews the mapping of a lead. The response has answers, so it needs the scope of leads. */
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
    return Responses.of(suggestions.suggest(pageId, formId, Requests.query(uri)));
  }

  /**
   * Suggests a mapping for a destination that is not saved yet. Its settings decide whom Leadlog
   * calls with which secret, so it needs the scope of configurations.
   */
  @POST
  @Path("/{pageId}/forms/{formId}/suggested-mapping")
  public Response suggestForDraft(
      @PathParam("pageId") String pageId, @PathParam("formId") String formId, byte[] body) {
    return Responses.of(suggestions.suggest(pageId, formId, Requests.body(body)));
  }
}
