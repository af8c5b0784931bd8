package dev.leadlog.local;

import dev.leadlog.simulatedfrappe.SimulatedFrappe;
import dev.leadlog.simulatedmeta.MetaRequest;
import dev.leadlog.simulatedmeta.MetaResponse;
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
import java.util.HashMap;
import java.util.Map;

/** Serves {@code /simulated-frappe}, a simulated Frappe site. */
@Singleton
@Path("/simulated-frappe/{path:.*}")
public class SimulatedFrappeResource {

  private static final byte[] EMPTY = {};

  private final SimulatedFrappe frappe;

  SimulatedFrappeResource(SimulatedFrappe frappe) {
    this.frappe = frappe;
  }

  @GET
  public Response get(
      @PathParam("path") String path,
      @HeaderParam("Authorization") String authorization,
      @Context UriInfo uri) {
    return answer(new MetaRequest("GET", "/" + path, query(uri), authorization, EMPTY));
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response post(
      @PathParam("path") String path,
      @HeaderParam("Authorization") String authorization,
      byte[] body) {
    return answer(
        new MetaRequest("POST", "/" + path, Map.of(), authorization, body == null ? EMPTY : body));
  }

  private Response answer(MetaRequest call) {
    MetaResponse response = frappe.handle(call);
    return Response.status(response.status())
        .type(MediaType.APPLICATION_JSON)
        .entity(response.body())
        .build();
  }

  private static Map<String, String> query(UriInfo uri) {
    Map<String, String> query = new HashMap<>();
    uri.getQueryParameters().forEach((name, values) -> query.put(name, values.get(0)));
    return query;
  }
}
