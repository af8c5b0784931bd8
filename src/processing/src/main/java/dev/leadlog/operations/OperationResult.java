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
 * An answer.
 *
 * @param status as HTTP has it; from 400 on the body is a problem (RFC 9457)
 * @param body null for none
 * @param revision what a later change can be held against; null for none
 */
public record OperationResult(int status, ObjectNode body, Integer revision) {

  public static OperationResult of(int status, ObjectNode body) {
    return new OperationResult(status, body, null);
  }

  /**
   * A refusal.
   *
   * @param detail what is wrong, and what would be right
   */
  public static OperationResult problem(int status, String title, String detail) {
    return of(status, titled(status, title).put("detail", detail));
  }

  /**
   * A refusal of what was sent.
   *
   * @param mistakes each with its place
   */
  public static OperationResult invalid(List<String> mistakes) {
    ObjectNode body = titled(400, "Invalid request").put("detail", String.join("; ", mistakes));
    mistakes.forEach(body.putArray("mistakes")::add);
    return of(400, body);
  }

  /** A refusal of what was read with mistakes, else what is done with it. */
  static OperationResult ifValid(StrictReader input, Supplier<OperationResult> answer) {
    return input.hasMistakes() ? invalid(input.mistakes()) : answer.get();
  }

  /** A refusal of what is no page id, in the address or in a field, else what is done for it. */
  static OperationResult ofPage(String pageId, Function<PageId, OperationResult> answer) {
    return PageId.of(pageId)
        .map(answer)
        .orElseGet(() -> invalid(List.of("pageId: \"" + pageId + "\" must be digits")));
  }

  /** What was asked is done by a job. */
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
