package dev.leadlog.operations;

import dev.leadlog.health.Health;
import dev.leadlog.log.PageId;
import jakarta.inject.Singleton;

/** What can be asked about the health of pages and queues. */
@Singleton
public class HealthOperations {

  private final Health health;

  HealthOperations(Health health) {
    this.health = health;
  }

  /**
   * What the last check has found, with its time. Nobody asks Meta, but for a page that is named.
   *
   * @param pageId to see this page alone; null for all
   * @param refresh a page that is checked now; null for none
   */
  public Answer last(String pageId, String refresh) {
    if (refresh != null && !PageId.of(refresh).map(health::refresh).orElse(false)) {
      return unknown(refresh);
    }
    if (pageId == null) {
      return Answer.of(200, health.last());
    }
    return PageId.of(pageId)
        .flatMap(health::last)
        .map(found -> Answer.of(200, found))
        .orElseGet(() -> unknown(pageId));
  }

  private static Answer unknown(String page) {
    return Answer.problem(
        404,
        "There is no such page configuration",
        "page \"" + page + "\" is not configured; only configured pages are checked");
  }
}
