package dev.leadlog.graph;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
}
