package dev.leadlog.jobs;

import static dev.leadlog.dynamodb.Attributes.n;
import static dev.leadlog.dynamodb.Attributes.number;
import static dev.leadlog.dynamodb.Attributes.s;
import static dev.leadlog.dynamodb.Attributes.text;
import static dev.leadlog.dynamodb.Attributes.time;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.dynamodb.Condition;
import dev.leadlog.dynamodb.ConditionalWrites;
import dev.leadlog.dynamodb.ItemUpdate;
import dev.leadlog.jobs.Job.Pause;
import dev.leadlog.jobs.Job.Progress;
import dev.leadlog.jobs.Job.State;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Stores jobs in {@code Bookkeeping}: each under {@code job#<id>} / {@code job}, and an entry for
 * the list under {@code jobs} / {@code <time of its start>~<id>}. Both expire together.
 */
@Singleton
class JobStore {

  private static final Duration KEPT = Duration.ofDays(120);

  /** Keys that {@code BatchGetItem} takes. */
  private static final int IDS_PER_CALL = 100;

  private static final Pattern CURSOR = Pattern.compile("[0-9T:.Z-]{24}~[A-Za-z0-9-]{1,64}");

  private final DynamoDbClient dynamodb;
  private final ConditionalWrites writes;
  private final String table;

  JobStore(DynamoDbClient dynamodb, ConditionalWrites writes, LeadlogSettings settings) {
    this.dynamodb = dynamodb;
    this.writes = writes;
    this.table = settings.tables().bookkeeping();
  }

  Optional<Job> find(String id) {
    Map<String, AttributeValue> item =
        dynamodb.getItem(r -> r.tableName(table).key(key(id)).consistentRead(true)).item();
    return item.isEmpty() ? Optional.empty() : Optional.of(read(item));
  }

  /** Returns whether a text can be the cursor of a list. */
  static boolean isCursor(String text) {
    return CURSOR.matcher(text).matches();
  }

  /**
   * Lists jobs, newest first.
   *
   * @param cursor null for the beginning
   */
  JobPage list(int limit, String cursor) {
    Map<String, AttributeValue> start = cursor == null ? null : entry(cursor);
    List<String> entries =
        dynamodb
            .query(
                r ->
                    r.tableName(table)
                        .keyConditionExpression("pk = :jobs")
                        .expressionAttributeValues(Map.of(":jobs", s("jobs")))
                        .exclusiveStartKey(start)
                        .scanIndexForward(false)
                        .limit(limit + 1))
            .items()
            .stream()
            .map(item -> text(item, "sk"))
            .toList();
    List<String> shown = entries.subList(0, Math.min(limit, entries.size()));
    return new JobPage(jobs(shown), entries.size() > limit ? shown.get(limit - 1) : null);
  }

  private List<Job> jobs(List<String> entries) {
    List<String> ids =
        entries.stream().map(entry -> entry.substring(entry.indexOf('~') + 1)).toList();
    Map<String, Job> found = new HashMap<>();
    for (List<String> some : BoundedExecutor.parts(ids, IDS_PER_CALL)) {
      KeysAndAttributes keys =
          KeysAndAttributes.builder()
              .keys(some.stream().map(JobStore::key).toList())
              .consistentRead(true)
              .build();
      dynamodb.batchGetItemPaginator(r -> r.requestItems(Map.of(table, keys))).stream()
          .flatMap(page -> page.responses().getOrDefault(table, List.of()).stream())
          .map(JobStore::read)
          .forEach(job -> found.put(job.id(), job));
    }
    return ids.stream().map(found::get).filter(Objects::nonNull).toList();
  }

  /**
   * Stores a new job, then its entry in the list. If the process dies between the two, the job has
   * no message either, so no job runs that is not in the list.
   *
   * @return the stored job: an existing one if there is one with the same id
   */
  Job create(Job job) {
    ConditionalWrites.Result created = writes.put(table, item(job), Condition.absent("pk"));
    Job stored = created.done() ? job : read(created.item());
    Map<String, AttributeValue> entry = entry(Times.text(stored.startedAt()) + "~" + stored.id());
    entry.put("expiresAt", expiry(stored.startedAt()));
    dynamodb.putItem(r -> r.tableName(table).item(entry));
    return stored;
  }

  /**
   * Stores a job after a slice.
   *
   * @return false if it has ended, or another worker has stored this slice
   */
  boolean advance(Job job) {
    return writes
        .put(
            table,
            item(job),
            Condition.all(
                Condition.equal("state", s(State.RUNNING.text())),
                Condition.equal("slices", n(job.progress().slices() - 1))))
        .done();
  }

  /** Cancels a running job; empty if there is no such job. */
  Optional<CancelResult> cancel(String id) {
    ConditionalWrites.Result cancelled =
        writes.update(
            table,
            key(id),
            new ItemUpdate()
                .set("state", s(State.CANCELLED.text()))
                .onlyIf(Condition.equal("state", s(State.RUNNING.text()))));
    return cancelled.item().isEmpty()
        ? Optional.empty()
        : Optional.of(new CancelResult(read(cancelled.item()), cancelled.done()));
  }

  private static Map<String, AttributeValue> item(Job job) {
    Progress progress = job.progress();
    Map<String, AttributeValue> item = new HashMap<>(key(job.id()));
    item.put("id", s(job.id()));
    item.put("kind", s(job.kind()));
    item.put("state", s(job.state().text()));
    item.put("request", s(Json.text(job.request())));
    item.put("by", s(job.by()));
    item.put("startedAt", time(job.startedAt()));
    item.put("expiresAt", expiry(job.startedAt()));
    item.put("slices", n(progress.slices()));
    item.put("matched", n(progress.matched()));
    item.put("enqueued", n(progress.enqueued()));
    item.put("refused", n(progress.refused()));
    ArrayNode sample = Json.object().putArray("sample");
    progress.refusedSample().forEach(refusal -> sample.add(refusal.json()));
    item.put("refusedSample", s(Json.text(sample)));
    if (progress.cursor() != null) {
      item.put("cursor", s(progress.cursor()));
    }
    if (progress.waiting() != null) {
      item.put("waitsFor", s(progress.waiting().why()));
      item.put("retryAt", time(progress.waiting().retryAt()));
    }
    if (job.failure() != null) {
      item.put("failure", s(job.failure()));
    }
    return item;
  }

  private static Job read(Map<String, AttributeValue> item) {
    return new Job(
        text(item, "id"),
        text(item, "kind"),
        State.of(text(item, "state")),
        (ObjectNode) Json.stored(text(item, "request")),
        text(item, "by"),
        time(item, "startedAt"),
        progress(item),
        text(item, "failure"));
  }

  private static Progress progress(Map<String, AttributeValue> item) {
    return new Progress(
        number(item, "slices"),
        text(item, "cursor"),
        number(item, "matched"),
        number(item, "enqueued"),
        number(item, "refused"),
        sample(Json.stored(text(item, "refusedSample"))),
        item.containsKey("waitsFor")
            ? new Pause(text(item, "waitsFor"), time(item, "retryAt"))
            : null);
  }

  private static List<Refusal> sample(JsonNode stored) {
    List<Refusal> sample = new ArrayList<>();
    stored.forEach(
        one ->
            sample.add(new Refusal(one.path("leadgenId").asText(null), one.path("why").asText())));
    return sample;
  }

  /** In seconds, as DynamoDB's TTL requires. */
  private static AttributeValue expiry(Instant startedAt) {
    return n(startedAt.plus(KEPT).getEpochSecond());
  }

  private static Map<String, AttributeValue> key(String id) {
    return Map.of("pk", s("job#" + id), "sk", s("job"));
  }

  private static Map<String, AttributeValue> entry(String sortKey) {
    return new HashMap<>(Map.of("pk", s("jobs"), "sk", s(sortKey)));
  }
}
