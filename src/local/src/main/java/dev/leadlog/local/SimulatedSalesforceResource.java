package dev.leadlog.local;

import dev.leadlog.simulatedsalesforce.SimulatedSalesforce;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Objects;

/** Serves {@code /simulated-salesforce}, a simulated Salesforce org. */
@Singleton
@Path("/simulated-salesforce/{path:.*}")
public class SimulatedSalesforceResource {

  private final SimulatedSalesforce salesforce;

  SimulatedSalesforceResource(SimulatedSalesforce salesforce) {
    this.salesforce = salesforce;
  }

  @GET
  public Response get(
      @PathParam("path") String path,
      @HeaderParam("Authorization") String authorization,
      @Context UriInfo uri) {
    return SimulatedCrmCalls.response(
        salesforce.handle(SimulatedCrmCalls.call("GET", path, uri, authorization, null)));
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response post(
      @PathParam("path") String path,
      @HeaderParam("Authorization") String authorization,
      @Context UriInfo uri,
      byte[] body) {
    return SimulatedCrmCalls.response(
        salesforce.handle(SimulatedCrmCalls.call("POST", path, uri, authorization, body)));
  }

  @PATCH
  @Consumes(MediaType.WILDCARD)
  public Response patch(
      @PathParam("path") String path,
      @HeaderParam("Authorization") String authorization,
      @HeaderParam("Sforce-Duplicate-Rule-Header") String duplicateRule,
      @Context UriInfo uri,
      byte[] body) {
    return SimulatedCrmCalls.response(
        salesforce.handle(
            SimulatedCrmCalls.call("PATCH", path, uri, authorization, body),
            Objects.toString(duplicateRule, "")));
  }
}
