package dev.leadlog.operations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.text.Json;
import java.util.List;

/**
 * An answer.
 *
 * @param status as HTTP has it; from 400 on the body is a problem (RFC 9457)
 * @param body null for none
 * @param revision what a later change can be held against; null for none
 */
public record Answer(int status, ObjectNode body, Integer revision) {

  public static Answer of(int status, ObjectNode body) {
    return new Answer(status, body, null);
  }

  /**
   * A refusal.
   *
   * @param detail what is wrong, and what would be right
   */
  public static Answer problem(int status, String title, String detail) {
    return of(status, titled(status, title).put("detail", detail));
  }

  /**
   * A refusal of what was sent.
   *
   * @param mistakes each with its place
   */
  public static Answer invalid(List<String> mistakes) {
    ObjectNode body = titled(400, "Invalid request").put("detail", String.join("; ", mistakes));
    mistakes.forEach(body.putArray("mistakes")::add);
    return of(400, body);
  }

  /** A refusal of a page id, in the address or in a field. */
  static Answer invalidPage(String pageId) {
    return invalid(List.of("pageId: \"" + pageId + "\" must be digits"));
  }

  public boolean isProblem() {
    return status >= 400;
  }

  private static ObjectNode titled(int status, String title) {
    return Json.object().put("type", "about:blank").put("title", title).put("status", status);
  }
}
