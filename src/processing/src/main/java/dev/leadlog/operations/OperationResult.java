package dev.leadlog.operations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.document.StrictReader;
import dev.leadlog.jobs.Job;
import dev.leadlog.log.PageId;
import dev.leadlog.text.Json;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The result of an operation.
 *
 * @param status the HTTP status; from 400 on the body is a problem (RFC 9457)
 * @param body null for none
 * @param revision the revision for {@code If-Match}; null for none
 */
public record OperationResult(int status, ObjectNode body, Integer revision) {

  public static OperationResult of(int status, ObjectNode body) {
    return new OperationResult(status, body, null);
  }

  /**
   * Creates a problem response.
   *
   * @param detail what is wrong, and how to fix it
   */
  public static OperationResult problem(int status, String title, String detail) {
    return of(status, titled(status, title).put("detail", detail));
  }

  /**
   * Creates the problem response for invalid input.
   *
   * @param mistakes each with its path
   */
  public static OperationResult invalid(List<String> mistakes) {
    ObjectNode body = titled(400, "Invalid request").put("detail", String.join("; ", mistakes));
    mistakes.forEach(body.putArray("mistakes")::add);
    return of(400, body);
  }

  /** Creates the problem response for a failed call of an AWS service. */
  public static OperationResult unavailable() {
    return problem(
        503,
        "Service unavailable",
        "an AWS service did not respond; the log shows which changes were made; try again");
  }

  /** Creates the problem response for an unexpected exception. */
  public static OperationResult internalError() {
    return problem(
        500, "Internal error", "an unexpected error occurred; report it with the function's log");
  }

  /** Returns the problem if the input has mistakes, else the result of the operation. */
  static OperationResult ifValid(StrictReader input, Supplier<OperationResult> answer) {
    return input.hasMistakes() ? invalid(input.mistakes()) : answer.get();
  }

  /** Returns the problem if the text is not a page id, else the result of the operation. */
  static OperationResult ofPage(String pageId, Function<PageId, OperationResult> answer) {
    return PageId.of(pageId)
        .map(answer)
        .orElseGet(() -> invalid(List.of("pageId: \"" + pageId + "\" must be digits")));
  }

  /** Creates the response for a started job. */
  static OperationResult accepted(Job job) {
    return of(202, Json.object().put("job", job.id()));
  }

  public boolean isProblem() {
    return status >= 400;
  }

  private static ObjectNode titled(int status, String title) {
    return Json.object().put("type", "about:blank").put("title", title).put("status", status);
  }
}
