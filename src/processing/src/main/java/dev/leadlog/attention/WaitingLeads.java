package dev.leadlog.attention;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.log.Status;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import java.time.Instant;

/**
 * A group of leads that wait for the same fix.
 *
 * @param count as many as were found
 * @param oldest when the first of them was received
 * @param newest when the last of them was received
 * @param remedy the remedy of the newest lead, which may name a permission from Meta's message;
 *     null if it has none
 */
public record WaitingLeads(Group group, int count, Instant oldest, Instant newest, String remedy) {

  /** A larger count is shown as this one. */
  public static final int HIGHEST_COUNT = 10_000;

  /**
   * The attributes that all leads of the group share, as stored.
   *
   * @param pageId null if it is not known
   * @param formId null if it is not known
   */
  public record Group(Status status, String reason, String pageId, String formId) {}

  WaitingLeads and(WaitingLeads more) {
    WaitingLeads last = newest.isBefore(more.newest) ? more : this;
    return new WaitingLeads(
        group,
        count + more.count,
        oldest.isBefore(more.oldest) ? oldest : more.oldest,
        last.newest,
        last.remedy);
  }

  /** Returns the group as an item of the API response. */
  public ObjectNode json() {
    return Json.object()
        .put("status", group.status().text())
        .put("reason", group.reason())
        .put("remedy", remedy)
        .put("pageId", group.pageId())
        .put("formId", group.formId())
        .put("count", Math.min(count, HIGHEST_COUNT))
        .put("oldest", Times.text(oldest));
  }
}
