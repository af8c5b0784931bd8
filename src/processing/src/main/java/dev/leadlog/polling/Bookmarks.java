package dev.leadlog.polling;

import static dev.leadlog.dynamodb.Attributes.put;
import static dev.leadlog.dynamodb.Attributes.s;
import static dev.leadlog.dynamodb.Attributes.text;
import static dev.leadlog.dynamodb.Attributes.time;

import dev.leadlog.log.FormId;
import dev.leadlog.settings.LeadlogSettings;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The bookmarks, in {@code Bookkeeping} under {@code form#<id>}. Each is written together with a
 * look at the page's lock: a poller that has lost it writes nothing more.
 */
@Singleton
class Bookmarks {

  private final DynamoDbClient dynamodb;
  private final PageLocks locks;
  private final String table;

  Bookmarks(DynamoDbClient dynamodb, PageLocks locks, LeadlogSettings settings) {
    this.dynamodb = dynamodb;
    this.locks = locks;
    this.table = settings.tables().bookkeeping();
  }

  Bookmark of(FormId form, Stretch stretch) {
    Map<String, AttributeValue> item =
        dynamodb
            .getItem(r -> r.tableName(table).key(key(form, stretch)).consistentRead(true))
            .item();
    return new Bookmark(
        time(item, "watermark"), place(item), time(item, "triedAt"), time(item, "readAt"));
  }

  /**
   * @return false when the lock was lost: another poller reads the page by now
   */
  boolean write(FormId form, Stretch stretch, Bookmark bookmark, PageLocks.Lock lock) {
    Put put = Put.builder().tableName(table).item(item(form, stretch, bookmark)).build();
    try {
      dynamodb.transactWriteItems(
          r -> r.transactItems(t -> t.conditionCheck(locks.stillOurs(lock)), t -> t.put(put)));
      return true;
    } catch (TransactionCanceledException e) {
      if (PageLocks.isLost(e)) {
        return false;
      }
      throw e;
    }
  }

  void remove(FormId form, Stretch stretch) {
    dynamodb.deleteItem(r -> r.tableName(table).key(key(form, stretch)));
  }

  private static Place place(Map<String, AttributeValue> item) {
    return item.containsKey("after")
        ? new Place(
            time(item, "from"), time(item, "began"), time(item, "highest"), text(item, "after"))
        : null;
  }

  private static Map<String, AttributeValue> item(FormId form, Stretch stretch, Bookmark bookmark) {
    Map<String, AttributeValue> item = new HashMap<>(key(form, stretch));
    put(item, "watermark", bookmark.watermark());
    put(item, "triedAt", bookmark.triedAt());
    put(item, "readAt", bookmark.readAt());
    if (bookmark.place() != null) {
      put(item, "from", bookmark.place().from());
      put(item, "began", bookmark.place().began());
      put(item, "highest", bookmark.place().highest());
      item.put("after", s(bookmark.place().after()));
    }
    return item;
  }

  private static Map<String, AttributeValue> key(FormId form, Stretch stretch) {
    return Map.of("pk", s("form#" + form), "sk", s(stretch.key()));
  }
}
