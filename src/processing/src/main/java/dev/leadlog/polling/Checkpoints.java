package dev.leadlog.polling;

import static dev.leadlog.dynamodb.Attributes.put;
import static dev.leadlog.dynamodb.Attributes.s;
import static dev.leadlog.dynamodb.Attributes.text;
import static dev.leadlog.dynamodb.Attributes.time;

import dev.leadlog.bookkeeping.Bookkeeping;
import dev.leadlog.dynamodb.Attributes;
import dev.leadlog.log.FormId;
import dev.leadlog.log.PageId;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores the checkpoints of pages and forms in {@code Bookkeeping} under {@code page#<id>} and
 * {@code form#<id>}.
 */
@Singleton
class Checkpoints {

  private static final String PAGE_KEY = "poll";

  private final Bookkeeping bookkeeping;
  private final PageLocks locks;

  Checkpoints(Bookkeeping bookkeeping, PageLocks locks) {
    this.bookkeeping = bookkeeping;
    this.locks = locks;
  }

  PageCheckpoint of(PageId page) {
    return pageCheckpoint(bookkeeping.read(pk(page), PAGE_KEY));
  }

  Map<PageId, PageCheckpoint> of(List<PageId> pages) {
    Map<String, Map<String, AttributeValue>> found =
        bookkeeping.read(pages.stream().map(Checkpoints::pk).toList(), PAGE_KEY);
    return pages.stream()
        .collect(
            Collectors.toMap(
                page -> page, page -> pageCheckpoint(found.getOrDefault(pk(page), Map.of()))));
  }

  void write(PageId page, PageCheckpoint checkpoint) {
    Map<String, AttributeValue> item = new HashMap<>();
    put(item, "polledAt", checkpoint.polledAt());
    checkpoint.limit().putInto(item);
    bookkeeping.put(pk(page), PAGE_KEY, item);
  }

  Map<FormId, FormCheckpoint> of(Collection<FormId> forms, PollWindow window) {
    Map<String, Map<String, AttributeValue>> found =
        bookkeeping.read(forms.stream().map(Checkpoints::pk).toList(), window.key());
    return forms.stream()
        .collect(
            Collectors.toMap(
                form -> form, form -> checkpoint(found.getOrDefault(pk(form), Map.of()))));
  }

  /**
   * Writes a checkpoint unless the page's lock was lost. If the lock is lost between this check and
   * the write, an older checkpoint may replace a newer one; the next poll then reads some leads
   * again.
   *
   * @return false if another poller reads the page now
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

  private static PageCheckpoint pageCheckpoint(Map<String, AttributeValue> item) {
    return new PageCheckpoint(time(item, "polledAt"), ListLimit.of(item));
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

  private static FormListCursor cursor(Map<String, AttributeValue> item) {
    return item.containsKey("after")
        ? new FormListCursor(
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
    FormListCursor cursor = checkpoint.cursor();
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

  private static String pk(PageId page) {
    return "page#" + page;
  }

  private static String pk(FormId form) {
    return "form#" + form;
  }
}
