package dev.leadlog.api;

import dev.leadlog.operations.OperationResult;
import dev.leadlog.text.Json;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Converts results to HTTP responses as JSON trees, without serialization by reflection. */
final class Responses {

  static final String PROBLEM = "application/problem+json";

  static Response of(OperationResult answer) {
    Response.ResponseBuilder response = Response.status(answer.status());
    if (answer.body() != null) {
      response
          .type(answer.isProblem() ? PROBLEM : MediaType.APPLICATION_JSON)
          .entity(Json.text(answer.body()));
    }
    if (answer.revision() != null) {
      response.tag(Integer.toString(answer.revision()));
    }
    return response.build();
  }

  /** Returns only the {@code items} of a result, as a bare list; or a problem. */
  static Response items(OperationResult answer) {
    return answer.isProblem()
        ? of(answer)
        : Response.ok(Json.text(answer.body().path("items")), MediaType.APPLICATION_JSON).build();
  }

  /** Returns {@code csv} of a result as a download with the name {@code file}; or a problem. */
  static Response file(OperationResult answer) {
    if (answer.isProblem()) {
      return of(answer);
    }
    String name = answer.body().path("file").asText();
    return Response.ok(answer.body().path("csv").asText(), "text/csv; charset=utf-8")
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .build();
  }

  private Responses() {}
}
