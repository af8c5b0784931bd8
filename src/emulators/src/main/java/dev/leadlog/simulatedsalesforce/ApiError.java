package dev.leadlog.simulatedsalesforce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.simulatedmeta.MetaResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An error of Salesforce's API, which is returned as a list with one element. */
final class ApiError extends RuntimeException {

  private final int status;
  private final String code;
  private final List<String> fields;

  ApiError(int status, String code, String message, String... fields) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = List.of(fields);
  }

  MetaResponse answer() {
    ArrayNode errors = JsonNodeFactory.instance.arrayNode();
    ObjectNode error = errors.addObject().put("message", getMessage()).put("errorCode", code);
    fields.forEach(error.putArray("fields")::add);
    return new MetaResponse(status, errors.toString(), Map.of(), Duration.ZERO);
  }
}
