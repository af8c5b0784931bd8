package dev.leadlog.local;

import dev.leadlog.simulatedchat.SimulatedSes;
import dev.leadlog.simulatedchat.SimulatedSlack;
import dev.leadlog.simulatedchat.SimulatedTeams;
import dev.leadlog.simulatedmeta.MetaRequest;
import dev.leadlog.simulatedmeta.MetaResponse;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/**
 * Serves {@code /simulated-slack}, {@code /simulated-teams} and {@code /simulated-ses}, which
 * receive notices. {@code GET} returns the messages that were received.
 */
@Singleton
@Path("/simulated-{service:slack|teams|ses}{path:(/.*)?}")
public class SimulatedChatResource {

  private final SimulatedSlack slack;
  private final SimulatedTeams teams;
  private final SimulatedSes ses;

  SimulatedChatResource(SimulatedSlack slack, SimulatedTeams teams, SimulatedSes ses) {
    this.slack = slack;
    this.teams = teams;
    this.ses = ses;
  }

  @GET
  public Response get(
      @PathParam("service") String service, @PathParam("path") String path, @Context UriInfo uri) {
    return answer(service, SimulatedCrmCalls.call("GET", below(path), uri, null, null));
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response post(
      @PathParam("service") String service,
      @PathParam("path") String path,
      @Context UriInfo uri,
      byte[] body) {
    return answer(service, SimulatedCrmCalls.call("POST", below(path), uri, null, body));
  }

  private Response answer(String service, MetaRequest request) {
    MetaResponse simulated =
        switch (service) {
          case "slack" -> slack.handle(request);
          case "teams" -> teams.handle(request);
          default -> ses.handle(request);
        };
    Response.ResponseBuilder response =
        Response.status(simulated.status()).entity(simulated.body());
    response.type(
        simulated.body().startsWith("<") ? MediaType.TEXT_XML : MediaType.APPLICATION_JSON);
    simulated.headers().forEach(response::header);
    return response.build();
  }

  private static String below(String path) {
    return path.startsWith("/") ? path.substring(1) : path;
  }
}
