package dev.leadlog.local;

import dev.leadlog.simulatedmeta.MetaRequest;
import dev.leadlog.simulatedmeta.MetaResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.Map;

/** Converts HTTP requests to calls of a simulated CRM, and its answers to HTTP responses. */
final class SimulatedCrmCalls {

  private static final byte[] EMPTY = {};

  static MetaRequest call(
      String method, String path, UriInfo uri, String authorization, byte[] body) {
    Map<String, String> query = new HashMap<>();
    uri.getQueryParameters().forEach((name, values) -> query.put(name, values.get(0)));
    return new MetaRequest(method, "/" + path, query, authorization, body == null ? EMPTY : body);
  }

  static Response response(MetaResponse response) {
    return Response.status(response.status())
        .type(MediaType.APPLICATION_JSON)
        .entity(response.body())
        .build();
  }

  private SimulatedCrmCalls() {}
}
