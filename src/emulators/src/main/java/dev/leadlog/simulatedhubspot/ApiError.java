package dev.leadlog.simulatedhubspot;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.simulatedmeta.MetaResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An error of HubSpot's API. */
final class ApiError extends RuntimeException {

  private final int status;
  private final String category;

  ApiError(int status, String category, String message) {
    super(message);
    this.status = status;
    this.category = category;
  }

  static ApiError property(String name, String code, String message) {
    String list =
        "[{\"isValid\":false,\"message\":\"%s\",\"error\":\"%s\",\"name\":\"%s\"}]"
            .formatted(message, code, name);
    return new ApiError(400, "VALIDATION_ERROR", "Property values were not valid: " + list);
  }

  ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("status", "error")
        .put("message", getMessage())
        .put("correlationId", "aeb5f871-7f07-4993-9211-075dc63e7cbf")
        .put("category", category);
  }

  MetaResponse answer() {
    return new MetaResponse(status, json().toString(), Map.of(), Duration.ZERO);
  }

  static MetaResponse missing(List<String> scopes) {
    ObjectNode body =
        new ApiError(
                403,
                "MISSING_SCOPES",
                "This app hasn't been granted all required scopes to make this call.")
            .json();
    ObjectNode error = body.putArray("errors").addObject();
    error.put("message", "One or more of the following scopes are required.");
    scopes.forEach(error.putObject("context").putArray("requiredScopes")::add);
    return new MetaResponse(403, body.toString(), Map.of(), Duration.ZERO);
  }

  /** The error of a rate limit has {@code errorType} and {@code policyName}, but no category. */
  static MetaResponse limit(String policy) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("status", "error");
    body.put("message", "You have reached your " + policy.toLowerCase() + " limit.");
    body.put("errorType", "RATE_LIMIT").put("policyName", policy);
    body.put("correlationId", "c93e06a4-7d61-4c3e-b63f-edf486fc6e90");
    return new MetaResponse(429, body.toString(), Map.of(), Duration.ZERO);
  }
}
