package dev.leadlog.local;

import dev.leadlog.simulatedhubspot.SimulatedHubspot;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Serves {@code /simulated-hubspot}, a simulated HubSpot account. */
@Singleton
@Path("/simulated-hubspot/{path:.*}")
public class SimulatedHubspotResource {

  private final SimulatedHubspot hubspot;

  SimulatedHubspotResource(SimulatedHubspot hubspot) {
    this.hubspot = hubspot;
  }

  @GET
  public Response get(
      @PathParam("path") String path,
      @HeaderParam("Authorization") String authorization,
      @Context UriInfo uri) {
    return answer("GET", path, uri, authorization, null);
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response post(
      @PathParam("path") String path,
      @HeaderParam("Authorization") String authorization,
      @Context UriInfo uri,
      byte[] body) {
    return answer("POST", path, uri, authorization, body);
  }

  private Response answer(
      String method, String path, UriInfo uri, String authorization, byte[] body) {
    return SimulatedCrmCalls.response(
        hubspot.handle(SimulatedCrmCalls.call(method, path, uri, authorization, body)));
  }
}
