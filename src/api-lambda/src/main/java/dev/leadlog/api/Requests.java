package dev.leadlog.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.document.StrictReader;
import dev.leadlog.operations.Answer;
import dev.leadlog.text.Json;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/** Requests of the API as the input of an operation. */
class Requests {

  /** The query; each parameter counts once. */
  static StrictReader query(UriInfo uri) {
    Map<String, String> given = new HashMap<>();
    uri.getQueryParameters().forEach((name, values) -> given.put(name, values.get(0)));
    return StrictReader.ofQuery(given);
  }

  static StrictReader body(byte[] body) {
    return StrictReader.of(json(body));
  }

  /** A body that may be left out. */
  static StrictReader optionalBody(byte[] body) {
    return body == null || body.length == 0 ? StrictReader.of(Json.object()) : body(body);
  }

  /** Null where it is not JSON. */
  static JsonNode json(byte[] body) {
    return body == null ? null : Json.read(body).orElse(null);
  }

  /**
   * Refuses every query parameter of a method that takes none. A method that takes some has a
   * {@link UriInfo} and gives the whole query to its operation, which reads it strictly.
   */
  @ServerRequestFilter
  Response refuseParameters(UriInfo uri, SimpleResourceInfo method) {
    if (Arrays.asList(method.parameterTypes()).contains(UriInfo.class)) {
      return null;
    }
    StrictReader query = query(uri).knowing();
    return query.hasMistakes() ? Responses.of(Answer.invalid(query.mistakes())) : null;
  }
}
