package dev.leadlog.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.document.StrictReader;
import dev.leadlog.operations.OperationResult;
import dev.leadlog.text.Json;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/** Converts requests of the API to the input of an operation. */
class Requests {

  /** Reads the query; a repeated parameter is a mistake. */
  static StrictReader query(UriInfo uri) {
    Map<String, String> given = new HashMap<>();
    uri.getQueryParameters().forEach((name, values) -> given.put(name, values.get(0)));
    StrictReader query = StrictReader.ofQuery(given);
    uri.getQueryParameters().entrySet().stream()
        .filter(parameter -> parameter.getValue().size() > 1)
        .forEach(parameter -> query.mistake(parameter.getKey(), "is given more than once"));
    return query;
  }

  static StrictReader body(byte[] body) {
    return StrictReader.of(json(body));
  }

  /** Reads a body that may be missing. */
  static StrictReader optionalBody(byte[] body) {
    return body == null || body.length == 0 ? StrictReader.of(Json.object()) : body(body);
  }

  /**
   * Reads a body that may be missing, with the query parameters added to its fields. Mistakes of
   * the query are refused first, so that the message names a parameter and not a field.
   *
   * @param flags the parameters that the query may have
   */
  static StrictReader queryAndBody(UriInfo uri, byte[] body, String... flags) {
    StrictReader query = query(uri).knowing(flags);
    Arrays.stream(flags).forEach(flag -> query.flag(flag, false));
    if (body == null || body.length == 0 || !query.mistakes().isEmpty()) {
      return query(uri);
    }
    if (!(json(body) instanceof ObjectNode given)) {
      return body(body);
    }
    if (given.isEmpty()) {
      return query(uri);
    }
    ObjectNode both = given.deepCopy();
    uri.getQueryParameters()
        .forEach(
            (name, values) -> {
              boolean isFlag = values.get(0).matches("true|false");
              both.set(
                  name,
                  isFlag
                      ? BooleanNode.valueOf(Boolean.parseBoolean(values.get(0)))
                      : TextNode.valueOf(values.get(0)));
            });
    StrictReader reader = StrictReader.of(both);
    uri.getQueryParameters().entrySet().stream()
        .filter(p -> p.getValue().size() > 1 || given.has(p.getKey()))
        .forEach(p -> reader.mistake(p.getKey(), "is given more than once"));
    return reader;
  }

  /** The JSON of a body; null if it is not JSON. */
  static JsonNode json(byte[] body) {
    return body == null ? null : Json.read(body).orElse(null);
  }

  /**
   * The header {@code If-Match}; null without one. An empty header is returned as an invalid
   * revision: the caller has lost the revision and did not choose to replace any.
   */
  static String ifMatch(HttpHeaders headers) {
    List<String> values = headers.getRequestHeaders().get(HttpHeaders.IF_MATCH);
    return values == null || values.isEmpty() ? null : String.join(",", values);
  }

  /**
   * Refuses every query parameter and every body field of a method that has none. A method with
   * parameters or a body has a {@link UriInfo} or a byte array, and its operation reads these
   * strictly.
   */
  @ServerRequestFilter
  Response refuseUnknown(ContainerRequestContext request, UriInfo uri, SimpleResourceInfo method)
      throws IOException {
    List<Class<?>> taken = Arrays.asList(method.parameterTypes());
    List<String> mistakes = new ArrayList<>();
    if (!taken.contains(UriInfo.class)) {
      mistakes.addAll(query(uri).knowing().mistakes());
    }
    if (!taken.contains(byte[].class)) {
      mistakes.addAll(optionalBody(request.getEntityStream().readAllBytes()).knowing().mistakes());
    }
    return mistakes.isEmpty() ? null : Responses.of(OperationResult.invalid(mistakes));
  }
}
