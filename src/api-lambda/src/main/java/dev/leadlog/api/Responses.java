package dev.leadlog.api;

import dev.leadlog.operations.OperationResult;
import dev.leadlog.text.Json;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Answers as HTTP: a tree of JSON, so that no type of ours is ever written by reflection. */
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

  /** The {@code items} of an answer alone, as a bare list; or a problem. */
  static Response items(OperationResult answer) {
    return answer.isProblem()
        ? of(answer)
        : Response.ok(Json.text(answer.body().path("items")), MediaType.APPLICATION_JSON).build();
  }

  /** What {@code file} and {@code csv} of an answer are, as a file to be saved; or a problem. */
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
