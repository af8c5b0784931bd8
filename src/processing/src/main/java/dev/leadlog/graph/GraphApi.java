package dev.leadlog.graph;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * The calls to the Graph API. Answers are text, because a lead is kept as it came, and because an
 * answer may be none of the JSON that was promised.
 */
@RegisterRestClient(configKey = "graph")
public interface GraphApi {

  /**
   * One object.
   *
   * @param authorization {@code Bearer <token>}: a token in the URL would end up in logs
   * @param proof {@code appsecret_proof}; null for none
   */
  @GET
  @Path("/{version}/{id}")
  Response read(
      @PathParam("version") String version,
      @PathParam("id") String id,
      @QueryParam("fields") String fields,
      @QueryParam("appsecret_proof") String proof,
      @HeaderParam("Authorization") String authorization);

  /**
   * The lead forms of a page (source: Meta, "Page, Leadgen Forms").
   *
   * @param limit forms a call; more than 100 make Graph fail
   * @param after the cursor behind which to go on; null to begin
   */
  @GET
  @Path("/{version}/{page}/leadgen_forms")
  Response forms(
      @PathParam("version") String version,
      @PathParam("page") String page,
      @QueryParam("fields") String fields,
      @QueryParam("limit") int limit,
      @QueryParam("after") String after,
      @QueryParam("appsecret_proof") String proof,
      @HeaderParam("Authorization") String authorization);

  /**
   * The leads of a form (source: Meta, "Lead Ads, Bulk Read").
   *
   * @param filtering JSON, as {@code
   *     [{"field":"time_created","operator":"GREATER_THAN","value":1772268554}]}
   * @param after the cursor behind which to go on; null to begin
   */
  @GET
  @Path("/{version}/{form}/leads")
  Response leads(
      @PathParam("version") String version,
      @PathParam("form") String form,
      @QueryParam("fields") String fields,
      @QueryParam("filtering") String filtering,
      @QueryParam("limit") int limit,
      @QueryParam("after") String after,
      @QueryParam("appsecret_proof") String proof,
      @HeaderParam("Authorization") String authorization);

  /**
   * What a token is (source: Meta, "Debug-Token").
   *
   * @param inputToken Meta takes it in the URL alone, so nothing may ever show this URL
   * @param authorization of the app: {@code Bearer <app id>|<app secret>}
   */
  @GET
  @Path("/{version}/debug_token")
  Response debugToken(
      @PathParam("version") String version,
      @QueryParam("input_token") String inputToken,
      @QueryParam("appsecret_proof") String proof,
      @HeaderParam("Authorization") String authorization);

  /** The apps that a page sends webhooks to (source: Meta, "Page, Subscribed Apps"). */
  @GET
  @Path("/{version}/{page}/subscribed_apps")
  Response subscriptions(
      @PathParam("version") String version,
      @PathParam("page") String page,
      @QueryParam("fields") String fields,
      @QueryParam("appsecret_proof") String proof,
      @HeaderParam("Authorization") String authorization);

  /**
   * Subscribes the token's app to a page, in place of what it was subscribed to.
   *
   * @param subscribedFields with commas
   */
  @POST
  @Path("/{version}/{page}/subscribed_apps")
  Response subscribe(
      @PathParam("version") String version,
      @PathParam("page") String page,
      @QueryParam("subscribed_fields") String subscribedFields,
      @QueryParam("appsecret_proof") String proof,
      @HeaderParam("Authorization") String authorization);

  /**
   * The pages of the token's user (source: Meta, "User, Accounts").
   *
   * @param after the cursor behind which to go on; null to begin
   */
  @GET
  @Path("/{version}/me/accounts")
  Response accounts(
      @PathParam("version") String version,
      @QueryParam("fields") String fields,
      @QueryParam("limit") int limit,
      @QueryParam("after") String after,
      @QueryParam("appsecret_proof") String proof,
      @HeaderParam("Authorization") String authorization);
}
