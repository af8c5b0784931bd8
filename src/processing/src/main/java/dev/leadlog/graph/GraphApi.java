package dev.leadlog.graph;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * The REST client of the Graph API. Responses are text, because a lead is stored unchanged and
 * because a response may not be the expected JSON. The authorization is {@code Bearer <token>}: a
 * token in the URL would appear in logs.
 */
@RegisterRestClient(configKey = "graph")
public interface GraphApi {

  @GET
  @Path("/{version}/{object}")
  Response read(
      @PathParam("version") String version,
      @PathParam("object") String object,
      @RestQuery Map<String, String> parameters,
      @HeaderParam("Authorization") String authorization);

  /** Reads an edge of an object, such as the leads of a form. */
  @GET
  @Path("/{version}/{object}/{edge}")
  Response readEdge(
      @PathParam("version") String version,
      @PathParam("object") String object,
      @PathParam("edge") String edge,
      @RestQuery Map<String, String> parameters,
      @HeaderParam("Authorization") String authorization);

  @POST
  @Path("/{version}/{object}/{edge}")
  Response writeEdge(
      @PathParam("version") String version,
      @PathParam("object") String object,
      @PathParam("edge") String edge,
      @RestQuery Map<String, String> parameters,
      @HeaderParam("Authorization") String authorization);
}
