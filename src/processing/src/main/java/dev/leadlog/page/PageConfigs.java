package dev.leadlog.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.dynamodb.Attributes;
import dev.leadlog.dynamodb.Condition;
import dev.leadlog.dynamodb.ConditionalWrites;
import dev.leadlog.log.PageId;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores page configurations in table {@code PageConfigs}. If DynamoDB is unavailable, the SDK
 * exception propagates.
 */
@Singleton
public class PageConfigs {

  private record Cached(Optional<PageConfig> config, Instant until) {}

  private static final Logger LOG = Logger.getLogger(PageConfigs.class);

  /** A DynamoDB item holds 400 KB. */
  private static final int LARGEST_DOCUMENT = 384 * 1024;

  private static final String POLL_SINCE = "pollSince";

  private final DynamoDbClient dynamodb;
  private final ConditionalWrites writes;
  private final PageDocuments documents;
  private final DestinationInspection inspection;
  private final String table;
  private final Duration cacheFor;
  private final Clock clock;
  private final Map<PageId, Cached> cache = new ConcurrentHashMap<>();

  PageConfigs(
      DynamoDbClient dynamodb,
      ConditionalWrites writes,
      PageDocuments documents,
      DestinationInspection inspection,
      LeadlogSettings settings,
      Clock clock) {
    this.dynamodb = dynamodb;
    this.writes = writes;
    this.documents = documents;
    this.inspection = inspection;
    this.table = settings.tables().pageConfigs();
    this.cacheFor = settings.pages().cacheFor();
    this.clock = clock;
  }

  /** Returns the configuration, possibly from the cache. */
  public Optional<PageConfig> recent(PageId pageId) {
    Cached cached = cache.get(pageId);
    return cached != null && clock.instant().isBefore(cached.until())
        ? cached.config()
        : current(pageId);
  }

  /** Returns the current configuration. */
  public Optional<PageConfig> current(PageId pageId) {
    Optional<PageConfig> config = find(pageId).map(StoredPage::config);
    cache.put(pageId, new Cached(config, clock.instant().plus(cacheFor)));
    return config;
  }

  /** Returns the current configuration with its document. */
  public Optional<StoredPage> find(PageId pageId) {
    Map<String, AttributeValue> item =
        dynamodb.getItem(r -> r.tableName(table).key(key(pageId)).consistentRead(true)).item();
    return item.isEmpty() ? Optional.empty() : Optional.of(stored(item));
  }

  /** Returns the ids of the configured pages. */
  public List<PageId> ids() {
    return dynamodb
        .scanPaginator(r -> r.tableName(table).projectionExpression("pageId"))
        .items()
        .stream()
        .map(item -> new PageId(item.get("pageId").s()))
        .toList();
  }

  /**
   * Returns all configurations, by page id. The table is scanned, because it has only one item per
   * page.
   */
  public List<StoredPage> all() {
    return dynamodb.scanPaginator(r -> r.tableName(table)).items().stream()
        .map(this::stored)
        .sorted((a, b) -> a.config().pageId().text().compareTo(b.config().pageId().text()))
        .toList();
  }

  /**
   * Saves a document.
   *
   * @param pageId the page; null to take it from the document
   * @param expected the revision that was edited; null to overwrite any revision
   */
  public SaveResult save(JsonNode document, PageId pageId, Integer expected) {
    PageId id = pageId != null ? pageId : PageId.of(document.path("pageId").asText()).orElse(null);
    Optional<StoredPage> before = id == null ? Optional.empty() : find(id);
    int revision = before.map(page -> page.config().revision()).orElse(0);
    if (expected != null && expected != revision) {
      return new SaveResult.Stale(revision);
    }
    JsonNode withPollSince = withPollSince(document, before);
    PageDocument read =
        documents.read(withPollSince, pageId, before.map(StoredPage::json).orElse(null));
    if (!(read instanceof PageDocument.Valid valid)) {
      return new SaveResult.Refused(((PageDocument.Invalid) read).mistakes());
    }
    int bytes = Json.text(valid.json()).getBytes(StandardCharsets.UTF_8).length;
    if (bytes > LARGEST_DOCUMENT) {
      return new SaveResult.Refused(List.of(tooLarge(bytes)));
    }
    DestinationInspection.Result inspected = inspection.of(valid.config());
    if (!inspected.mistakes().isEmpty()) {
      return new SaveResult.Refused(inspected.mistakes());
    }
    return write(valid, revision)
        .<SaveResult>map(page -> new SaveResult.Saved(page, inspected.warnings()))
        .orElseGet(() -> save(document, id, expected));
  }

  /**
   * A page is polled from its first saving on, unless its document names another time: a new
   * deployment must not deliver 90 days of old leads to a CRM that already has them. Meta's times
   * are whole seconds.
   */
  private JsonNode withPollSince(JsonNode document, Optional<StoredPage> before) {
    if (!(document instanceof ObjectNode given) || given.hasNonNull(POLL_SINCE)) {
      return document;
    }
    JsonNode since =
        before
            .map(page -> page.json().path(POLL_SINCE))
            .orElseGet(
                () ->
                    TextNode.valueOf(Times.text(clock.instant().truncatedTo(ChronoUnit.SECONDS))));
    ObjectNode dated = given.deepCopy();
    dated.remove(POLL_SINCE);
    return since.isTextual() ? dated.set(POLL_SINCE, since) : dated;
  }

  private static String tooLarge(int bytes) {
    return "the configuration has %d KB, and the limit is %d KB; remove archived forms"
        .formatted(bytes / 1024, LARGEST_DOCUMENT / 1024);
  }

  /** Returns whether there was one. */
  public boolean delete(PageId pageId) {
    cache.remove(pageId);
    return !dynamodb
        .deleteItem(r -> r.tableName(table).key(key(pageId)).returnValues("ALL_OLD"))
        .attributes()
        .isEmpty();
  }

  /** Returns empty if the page was changed in the meantime. */
  private Optional<StoredPage> write(PageDocument.Valid valid, int revision) {
    PageConfig config = valid.config().withRevision(revision + 1);
    StoredPage page = new StoredPage(config, valid.json());
    AttributeValue seen = revision == 0 ? null : Attributes.n(revision);
    Condition unchanged = Condition.equalOrAbsent("revision", seen);
    if (!writes.put(table, item(page), unchanged).done()) {
      return Optional.empty();
    }
    cache.remove(config.pageId());
    return Optional.of(page);
  }

  private static Map<String, AttributeValue> item(StoredPage page) {
    Map<String, AttributeValue> item = new HashMap<>(key(page.config().pageId()));
    item.put("revision", Attributes.n(page.config().revision()));
    item.put("enabled", Attributes.b(page.config().enabled()));
    item.put("document", Attributes.s(Json.text(page.json())));
    return item;
  }

  private StoredPage stored(Map<String, AttributeValue> item) {
    PageId pageId = new PageId(item.get("pageId").s());
    JsonNode document =
        Optional.ofNullable(Attributes.text(item, "document"))
            .flatMap(Json::read)
            .orElseGet(MissingNode::getInstance);
    int revision = Attributes.number(item, "revision");
    PageConfig config = documents.stored(document, pageId).withRevision(revision);
    if (!config.mistakes().isEmpty()) {
      LOG.errorf(
          "the stored configuration %s has mistakes: %s", config.reference(), config.mistakes());
    }
    return new StoredPage(config, document instanceof ObjectNode json ? json : Json.object());
  }

  private static Map<String, AttributeValue> key(PageId pageId) {
    return Map.of("pageId", Attributes.s(pageId.text()));
  }
}
