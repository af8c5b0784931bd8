package dev.leadlog.polling;

import static dev.leadlog.dynamodb.Attributes.put;
import static dev.leadlog.dynamodb.Attributes.s;
import static dev.leadlog.dynamodb.Attributes.text;
import static dev.leadlog.dynamodb.Attributes.time;

import dev.leadlog.bookkeeping.Bookkeeping;
import dev.leadlog.dynamodb.Attributes;
import dev.leadlog.log.FormId;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The checkpoints of forms, in {@code Bookkeeping} under {@code form#<id>}. */
@Singleton
class FormCheckpoints {

  private final Bookkeeping bookkeeping;
  private final PageLocks locks;

  FormCheckpoints(Bookkeeping bookkeeping, PageLocks locks) {
    this.bookkeeping = bookkeeping;
    this.locks = locks;
  }

  Map<FormId, FormCheckpoint> of(Collection<FormId> forms, PollWindow window) {
    Map<String, Map<String, AttributeValue>> found =
        bookkeeping.read(forms.stream().map(FormCheckpoints::pk).toList(), window.key());
    Map<FormId, FormCheckpoint> checkpoints = new HashMap<>();
    forms.forEach(
        form -> checkpoints.put(form, checkpoint(found.getOrDefault(pk(form), Map.of()))));
    return checkpoints;
  }

  /**
   * Writes a checkpoint, unless the page's lock was lost. A write that is late all the same does no
   * harm: whatever it says was true, so the next reading begins no later than it must.
   *
   * @return false when another poller reads the page by now
   */
  boolean write(FormId form, PollWindow window, FormCheckpoint checkpoint, PageLocks.Lock lock) {
    if (!locks.isHeld(lock)) {
      return false;
    }
    bookkeeping.put(pk(form), window.key(), attributes(checkpoint));
    return true;
  }

  void remove(FormId form, PollWindow window) {
    bookkeeping.delete(pk(form), window.key());
  }

  private static FormCheckpoint checkpoint(Map<String, AttributeValue> item) {
    return new FormCheckpoint(
        time(item, "watermark"),
        cursor(item),
        time(item, "triedAt"),
        time(item, "readAt"),
        count(item, "leadsCount"),
        time(item, "countSince"),
        ListLimit.of(item));
  }

  private static ListCursor cursor(Map<String, AttributeValue> item) {
    return item.containsKey("after")
        ? new ListCursor(
            time(item, "from"),
            time(item, "began"),
            count(item, "countAtBeginning"),
            time(item, "highest"),
            text(item, "after"))
        : null;
  }

  private static Map<String, AttributeValue> attributes(FormCheckpoint checkpoint) {
    Map<String, AttributeValue> item = new HashMap<>();
    put(item, "watermark", checkpoint.watermark());
    put(item, "triedAt", checkpoint.triedAt());
    put(item, "readAt", checkpoint.readAt());
    put(item, "leadsCount", checkpoint.leadsCount(), Attributes::n);
    put(item, "countSince", checkpoint.countSince());
    checkpoint.limit().putInto(item);
    ListCursor cursor = checkpoint.cursor();
    if (cursor != null && cursor.after() != null) {
      put(item, "from", cursor.from());
      put(item, "began", cursor.began());
      put(item, "countAtBeginning", cursor.leadsCount(), Attributes::n);
      put(item, "highest", cursor.highest());
      item.put("after", s(cursor.after()));
    }
    return item;
  }

  private static Long count(Map<String, AttributeValue> item, String name) {
    return item.containsKey(name) ? Long.valueOf(item.get(name).n()) : null;
  }

  private static String pk(FormId form) {
    return "form#" + form;
  }
}
