package dev.leadlog.operations;

import dev.leadlog.document.StrictReader;
import dev.leadlog.health.Health;
import dev.leadlog.log.PageId;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What can be asked about the health of pages and queues. */
@Singleton
public class HealthOperations {

  private final Health health;

  HealthOperations(Health health) {
    this.health = health;
  }

  /**
   * What the last check has found, with its time: {@code {"pageId"?,"refresh"?}}, a page to see
   * alone, and a page that is checked now. Only that check asks Meta.
   */
  public Answer last(StrictReader input) {
    return Answer.ifValid(input.knowing("pageId", "refresh"), () -> read(input));
  }

  private Answer read(StrictReader input) {
    String pageId = input.value("pageId", "a page", Optional::of).orElse(null);
    String refresh = input.value("refresh", "a page", Optional::of).orElse(null);
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
