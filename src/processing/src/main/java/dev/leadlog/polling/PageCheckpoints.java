package dev.leadlog.polling;

import static dev.leadlog.dynamodb.Attributes.put;
import static dev.leadlog.dynamodb.Attributes.time;

import dev.leadlog.log.PageId;
import dev.leadlog.settings.LeadlogSettings;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The checkpoints of pages, in {@code Bookkeeping} under {@code page#<id>}. */
@Singleton
class PageCheckpoints {

  private static final String SK = "poll";

  private final DynamoDbClient dynamodb;
  private final BookkeepingItems items;
  private final String table;

  PageCheckpoints(DynamoDbClient dynamodb, BookkeepingItems items, LeadlogSettings settings) {
    this.dynamodb = dynamodb;
    this.items = items;
    this.table = settings.tables().bookkeeping();
  }

  PageCheckpoint of(PageId page) {
    return checkpoint(items.read(pk(page), SK));
  }

  Map<PageId, PageCheckpoint> of(List<PageId> pages) {
    Map<String, Map<String, AttributeValue>> found =
        items.read(pages.stream().map(PageCheckpoints::pk).toList(), SK);
    Map<PageId, PageCheckpoint> checkpoints = new HashMap<>();
    pages.forEach(
        page -> checkpoints.put(page, checkpoint(found.getOrDefault(pk(page), Map.of()))));
    return checkpoints;
  }

  void write(PageId page, PageCheckpoint checkpoint) {
    Map<String, AttributeValue> item = new HashMap<>(BookkeepingItems.key(pk(page), SK));
    put(item, "polledAt", checkpoint.polledAt());
    BookkeepingItems.put(item, checkpoint.limit());
    dynamodb.putItem(r -> r.tableName(table).item(item));
  }

  private static PageCheckpoint checkpoint(Map<String, AttributeValue> item) {
    return new PageCheckpoint(time(item, "polledAt"), BookkeepingItems.limit(item));
  }

  private static String pk(PageId page) {
    return "page#" + page;
  }
}
