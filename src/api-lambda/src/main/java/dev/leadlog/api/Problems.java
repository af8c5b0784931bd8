package dev.leadlog.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.log.Json;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Refusals as {@code application/problem+json} (RFC 9457). */
final class Problems {

  static final String MEDIA_TYPE = "application/problem+json";

  static Response of(int status, String title, String detail) {
    return response(status, body(status, title).put("detail", detail));
  }

  /**
   * @param mistakes each with its place
   */
  static Response of(int status, String title, List<String> mistakes) {
    ObjectNode body = body(status, title).put("detail", String.join("; ", mistakes));
    mistakes.forEach(body.putArray("mistakes")::add);
    return response(status, body);
  }

  private static ObjectNode body(int status, String title) {
    return Json.object().put("type", "about:blank").put("title", title).put("status", status);
  }

  private static Response response(int status, ObjectNode body) {
    return Response.status(status).type(MEDIA_TYPE).entity(Json.text(body)).build();
  }

  private Problems() {}
}
