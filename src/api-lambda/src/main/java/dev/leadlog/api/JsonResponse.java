package dev.leadlog.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.log.Json;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Answers with a tree of JSON: no type of ours is ever read or written by reflection. */
final class JsonResponse {

  static Response of(int status, ObjectNode body) {
    return builder(status, body).build();
  }

  /**
   * @param revision what {@code If-Match} can be held against
   */
  static Response of(int status, ObjectNode body, int revision) {
    return builder(status, body).tag(Integer.toString(revision)).build();
  }

  private static Response.ResponseBuilder builder(int status, ObjectNode body) {
    return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(Json.text(body));
  }

  private JsonResponse() {}
}
