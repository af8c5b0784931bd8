package dev.leadlog.api;

import dev.leadlog.operations.OperationResult;
import dev.leadlog.text.Json;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Converts results to HTTP responses as JSON trees, without serialization by reflection. */
final class Responses {

  static final String PROBLEM = "application/problem+json";

  static Response of(OperationResult result) {
    Response.ResponseBuilder response = Response.status(result.status());
    if (result.body() != null) {
      response
          .type(result.isProblem() ? PROBLEM : MediaType.APPLICATION_JSON)
          .entity(Json.text(result.body()));
    }
    if (result.revision() != null) {
      response.tag(Integer.toString(result.revision()));
    }
    return response.build();
  }

  /** Returns only the {@code items} of a result, as a bare list; or a problem. */
  static Response items(OperationResult result) {
    return result.isProblem()
        ? of(result)
        : Response.ok(Json.text(result.body().path("items")), MediaType.APPLICATION_JSON).build();
  }

  /** Returns {@code csv} of a result as a download with the name {@code file}; or a problem. */
  static Response file(OperationResult result) {
    if (result.isProblem()) {
      return of(result);
    }
    String name = result.body().path("file").asText();
    return Response.ok(result.body().path("csv").asText(), "text/csv; charset=utf-8")
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .build();
  }

  private Responses() {}
}
