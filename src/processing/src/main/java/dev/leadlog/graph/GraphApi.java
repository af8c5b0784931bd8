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
 * The calls to the Graph API. Answers are text, because a lead is kept as it came, and because an
 * answer may be none of the JSON that was promised. The authorization is {@code Bearer <token>}: a
 * token in the URL would end up in logs.
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

  /** Reads what belongs to an object, as the leads of a form. */
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
