package dev.leadlog.health;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.log.PageId;
import dev.leadlog.polling.LeadPoller;
import dev.leadlog.text.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Adds the current times of the last webhook and the last poll to the results of the last check,
 * which may be a day old.
 */
@Singleton
class LastSeen {

  private final LastWebhooks webhooks;
  private final LeadPoller leadPoller;

  LastSeen(LastWebhooks webhooks, LeadPoller leadPoller) {
    this.webhooks = webhooks;
    this.leadPoller = leadPoller;
  }

  /** Needs two calls for 100 pages. */
  void putInto(List<ObjectNode> pages) {
    List<PageId> ids = pages.stream().map(LastSeen::id).toList();
    Map<PageId, Instant> lastWebhooks = webhooks.last(ids);
    Map<PageId, Instant> lastPolls = leadPoller.lastPolls(ids);
    for (ObjectNode page : pages) {
      page.put("lastWebhook", text(lastWebhooks.get(id(page))));
      page.put("lastPoll", text(lastPolls.get(id(page))));
    }
  }

  private static PageId id(ObjectNode page) {
    return new PageId(page.path("pageId").asText());
  }

  private static String text(Instant time) {
    return time == null ? null : Times.text(time);
  }
}
