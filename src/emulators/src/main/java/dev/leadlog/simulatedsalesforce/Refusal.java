package dev.leadlog.simulatedsalesforce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.simulatedmeta.MetaResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Why Salesforce does not do something; answered as a list of one error. */
final class Refusal extends RuntimeException {

  private final int status;
  private final String code;
  private final List<String> fields;

  Refusal(int status, String code, String message, String... fields) {
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
