package dev.leadlog.local;

import dev.leadlog.simulatedmeta.MetaRequest;
import dev.leadlog.simulatedmeta.MetaResponse;
import dev.leadlog.simulatedmeta.SimulatedMeta;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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

/** Serves {@code /simulated-meta}, a simulated Graph API. */
@Singleton
@Path("/simulated-meta/{path:.*}")
public class SimulatedMetaResource {

  private static final byte[] EMPTY = {};

  private final SimulatedMeta meta;

  SimulatedMetaResource(SimulatedMeta meta) {
    this.meta = meta;
  }

  @GET
  public Response get(
      @PathParam("path") String path,
      @HeaderParam("Authorization") String authorization,
      @Context UriInfo uri)
      throws InterruptedException {
    return answer(new MetaRequest("GET", "/" + path, query(uri), authorization, EMPTY));
  }

  @DELETE
  public Response delete(
      @PathParam("path") String path,
      @HeaderParam("Authorization") String authorization,
      @Context UriInfo uri)
      throws InterruptedException {
    return answer(new MetaRequest("DELETE", "/" + path, query(uri), authorization, EMPTY));
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response post(
      @PathParam("path") String path,
      @HeaderParam("Authorization") String authorization,
      @Context UriInfo uri,
      byte[] body)
      throws InterruptedException {
    return answer(
        new MetaRequest(
            "POST", "/" + path, query(uri), authorization, body == null ? EMPTY : body));
  }

  private Response answer(MetaRequest call) throws InterruptedException {
    MetaResponse simulated = meta.handle(call);
    Thread.sleep(simulated.delay().toMillis());
    Response.ResponseBuilder response =
        Response.status(simulated.status())
            .type(MediaType.APPLICATION_JSON)
            .entity(simulated.body());
    simulated.headers().forEach(response::header);
    return response.build();
  }

  private static Map<String, String> query(UriInfo uri) {
    Map<String, String> query = new HashMap<>();
    uri.getQueryParameters().forEach((name, values) -> query.put(name, values.get(0)));
    return query;
  }
}
