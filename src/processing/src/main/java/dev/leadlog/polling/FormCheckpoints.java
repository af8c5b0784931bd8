package dev.leadlog.polling;

import static dev.leadlog.dynamodb.Attributes.n;
import static dev.leadlog.dynamodb.Attributes.put;
import static dev.leadlog.dynamodb.Attributes.s;
import static dev.leadlog.dynamodb.Attributes.text;
import static dev.leadlog.dynamodb.Attributes.time;

import dev.leadlog.log.FormId;
import dev.leadlog.settings.LeadlogSettings;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The checkpoints of forms, in {@code Bookkeeping} under {@code form#<id>}. */
@Singleton
class FormCheckpoints {

  private final DynamoDbClient dynamodb;
  private final BookkeepingItems items;
  private final PageLocks locks;
  private final String table;

  FormCheckpoints(
      DynamoDbClient dynamodb, BookkeepingItems items, PageLocks locks, LeadlogSettings settings) {
    this.dynamodb = dynamodb;
    this.items = items;
    this.locks = locks;
    this.table = settings.tables().bookkeeping();
  }

  Map<FormId, FormCheckpoint> of(Collection<FormId> forms, PollWindow window) {
    Map<String, Map<String, AttributeValue>> found =
        items.read(forms.stream().map(FormCheckpoints::pk).toList(), window.key());
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
    dynamodb.putItem(r -> r.tableName(table).item(item(form, window, checkpoint)));
    return true;
  }

  void remove(FormId form, PollWindow window) {
    dynamodb.deleteItem(r -> r.tableName(table).key(BookkeepingItems.key(pk(form), window.key())));
  }

  private static FormCheckpoint checkpoint(Map<String, AttributeValue> item) {
    return new FormCheckpoint(
        time(item, "watermark"),
        cursor(item),
        time(item, "triedAt"),
        time(item, "readAt"),
        count(item, "leadsCount"),
        time(item, "countSince"),
        BookkeepingItems.limit(item));
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

  private static Map<String, AttributeValue> item(
      FormId form, PollWindow window, FormCheckpoint checkpoint) {
    Map<String, AttributeValue> item = new HashMap<>(BookkeepingItems.key(pk(form), window.key()));
    put(item, "watermark", checkpoint.watermark());
    put(item, "triedAt", checkpoint.triedAt());
    put(item, "readAt", checkpoint.readAt());
    putCount(item, "leadsCount", checkpoint.leadsCount());
    put(item, "countSince", checkpoint.countSince());
    BookkeepingItems.put(item, checkpoint.limit());
    ListCursor cursor = checkpoint.cursor();
    if (cursor != null && cursor.after() != null) {
      put(item, "from", cursor.from());
      put(item, "began", cursor.began());
      putCount(item, "countAtBeginning", cursor.leadsCount());
      put(item, "highest", cursor.highest());
      item.put("after", s(cursor.after()));
    }
    return item;
  }

  private static Long count(Map<String, AttributeValue> item, String name) {
    return item.containsKey(name) ? Long.valueOf(item.get(name).n()) : null;
  }

  private static void putCount(Map<String, AttributeValue> item, String name, Long count) {
    if (count != null) {
      item.put(name, n(count));
    }
  }

  private static String pk(FormId form) {
    return "form#" + form;
  }
}
