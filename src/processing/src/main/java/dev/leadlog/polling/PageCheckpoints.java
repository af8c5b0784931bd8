package dev.leadlog.polling;

import static dev.leadlog.dynamodb.Attributes.put;
import static dev.leadlog.dynamodb.Attributes.time;

import dev.leadlog.bookkeeping.Bookkeeping;
import dev.leadlog.log.PageId;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The checkpoints of pages, in {@code Bookkeeping} under {@code page#<id>}. */
@Singleton
class PageCheckpoints {

  private static final String SK = "poll";

  private final Bookkeeping bookkeeping;

  PageCheckpoints(Bookkeeping bookkeeping) {
    this.bookkeeping = bookkeeping;
  }

  PageCheckpoint of(PageId page) {
    return checkpoint(bookkeeping.read(pk(page), SK));
  }

  Map<PageId, PageCheckpoint> of(List<PageId> pages) {
    Map<String, Map<String, AttributeValue>> found =
        bookkeeping.read(pages.stream().map(PageCheckpoints::pk).toList(), SK);
    Map<PageId, PageCheckpoint> checkpoints = new HashMap<>();
    pages.forEach(
        page -> checkpoints.put(page, checkpoint(found.getOrDefault(pk(page), Map.of()))));
    return checkpoints;
  }

  void write(PageId page, PageCheckpoint checkpoint) {
    Map<String, AttributeValue> item = new HashMap<>();
    put(item, "polledAt", checkpoint.polledAt());
    checkpoint.limit().putInto(item);
    bookkeeping.put(pk(page), SK, item);
  }

  private static PageCheckpoint checkpoint(Map<String, AttributeValue> item) {
    return new PageCheckpoint(time(item, "polledAt"), ListLimit.of(item));
  }

  private static String pk(PageId page) {
    return "page#" + page;
  }
}
