package dev.leadlog.health;

import static dev.leadlog.dynamodb.Attributes.s;
import static dev.leadlog.dynamodb.Attributes.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.bookkeeping.Bookkeeping;
import dev.leadlog.dynamodb.Condition;
import dev.leadlog.dynamodb.ItemUpdate;
import dev.leadlog.log.PageId;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/**
 * Stores the results of the last check in {@code Bookkeeping}: {@code page#<id>} / {@code health}
 * for each page, {@code health} / {@code queues} for the rest, and {@code health} / {@code
 * notified#<what>} for the notices that were sent.
 */
@Singleton
class HealthStore {

  private static final String HEALTH = "health";
  private static final String QUEUES = "queues";
  private static final String FOUND = "found";
  private static final String NOTIFIED = "notified";

  private final Bookkeeping bookkeeping;

  HealthStore(Bookkeeping bookkeeping) {
    this.bookkeeping = bookkeeping;
  }

  Optional<ObjectNode> page(PageId page) {
    return read("page#" + page, HEALTH);
  }

  void keep(PageHealth found) {
    write("page#" + found.page(), HEALTH, found.json());
  }

  Optional<ObjectNode> queues() {
    return read(HEALTH, QUEUES);
  }

  void keepQueues(ObjectNode found) {
    write(HEALTH, QUEUES, found);
  }

  /**
   * Reserves a notice for the caller.
   *
   * @param mark the occasion, such as a day; a notice is sent once for each
   * @return false if it was sent already
   */
  boolean take(String what, String mark) {
    return bookkeeping.update(
        HEALTH,
        "notified#" + what,
        new ItemUpdate()
            .set(NOTIFIED, s(mark))
            .onlyIf(
                Condition.any(Condition.absent(NOTIFIED), Condition.different(NOTIFIED, s(mark)))));
  }

  /** Releases a notice that could not be sent, so that the next caller sends it. */
  void release(String what, String mark) {
    bookkeeping.update(
        HEALTH,
        "notified#" + what,
        new ItemUpdate().remove(NOTIFIED).onlyIf(Condition.equal(NOTIFIED, s(mark))));
  }

  private Optional<ObjectNode> read(String pk, String sk) {
    return Optional.ofNullable(text(bookkeeping.read(pk, sk), FOUND))
        .map(found -> (ObjectNode) Json.stored(found));
  }

  private void write(String pk, String sk, ObjectNode found) {
    bookkeeping.put(pk, sk, Map.of(FOUND, s(Json.text(found))));
  }
}
