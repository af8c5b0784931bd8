package dev.leadlog.stats;

import static dev.leadlog.dynamodb.Attributes.n;
import static dev.leadlog.dynamodb.Attributes.s;
import static dev.leadlog.dynamodb.Attributes.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.dynamodb.Condition;
import dev.leadlog.dynamodb.ConditionalWrites;
import dev.leadlog.dynamodb.ItemUpdate;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.JobHandler;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Counts every log in a new generation of counters. It only writes the generation into each log;
 * {@link StatisticsStream} receives this as a change and moves the log to the new generation, in
 * the order of the log's own changes. This is the only scan of the table {@code LeadLogs}.
 */
@Singleton
class RecountJob implements JobHandler {

  static final String KIND = "recount";

  /**
   * How long until the new generation begins. By then every log that was being inserted is stored,
   * and the stream's function has read the new generation.
   */
  static final Duration UNTIL_IT_BEGINS = Duration.ofMinutes(1);

  /** How long the stream usually needs at most to move the last logs. */
  static final Duration UNTIL_IT_IS_COUNTED = Duration.ofMinutes(2);

  private static final String GENERATION = "generation";
  private static final String BEGINS = "begins";

  /** Cursors that are not a leadgen id. */
  private static final String BEFORE_THE_FIRST = "begin";

  private static final String BEHIND_THE_LAST = "end";

  private static final int LOGS_PER_SCAN = 200;
  private static final int AT_ONCE = 8;

  private final DynamoDbClient dynamodb;
  private final ConditionalWrites writes;
  private final CounterGenerations generations;
  private final String table;
  private final Clock clock;
  private final BoundedExecutor executor;

  RecountJob(
      DynamoDbClient dynamodb,
      ConditionalWrites writes,
      CounterGenerations generations,
      LeadlogSettings settings,
      Clock clock,
      BoundedExecutor executor) {
    this.dynamodb = dynamodb;
    this.writes = writes;
    this.generations = generations;
    this.table = settings.tables().leadLogs();
    this.clock = clock;
    this.executor = executor;
  }

  static ObjectNode request(int generation, Instant begins) {
    return Json.object().put(GENERATION, generation).put(BEGINS, Times.text(begins));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Slice run(Job job, Instant until) {
    int generation = job.request().path(GENERATION).asInt();
    if (BEHIND_THE_LAST.equals(job.cursor())) {
      generations.end(generation);
      return new Slice(0, 0, List.of(), null, Duration.ZERO);
    }
    Instant begins = Instant.parse(job.request().path(BEGINS).asText());
    Duration wait = Duration.between(clock.instant(), begins);
    return wait.isNegative() || wait.isZero()
        ? touch(job.cursor(), generation, until)
        : new Slice(0, 0, List.of(), BEFORE_THE_FIRST, wait);
  }

  private Slice touch(String cursor, int generation, Instant until) {
    Map<String, AttributeValue> from =
        cursor == null || cursor.equals(BEFORE_THE_FIRST) ? null : Map.of("leadgenId", s(cursor));
    int matched = 0;
    int touched = 0;
    do {
      ScanResponse page = scan(from);
      matched += page.count();
      touched +=
          (int)
              executor
                  .each(page.items(), AT_ONCE, log -> moveToGeneration(log, generation))
                  .stream()
                  .filter(Boolean::booleanValue)
                  .count();
      from = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null;
    } while (from != null && clock.instant().isBefore(until));
    return from == null
        ? new Slice(matched, touched, List.of(), BEHIND_THE_LAST, UNTIL_IT_IS_COUNTED)
        : new Slice(matched, touched, List.of(), text(from, "leadgenId"), Duration.ZERO);
  }

  private ScanResponse scan(Map<String, AttributeValue> from) {
    return dynamodb.scan(
        r ->
            r.tableName(table)
                .projectionExpression("leadgenId")
                .exclusiveStartKey(from)
                .limit(LOGS_PER_SCAN));
  }

  private boolean moveToGeneration(Map<String, AttributeValue> log, int generation) {
    ItemUpdate update =
        new ItemUpdate()
            .set(CounterGenerations.GENERATION, n(generation))
            .onlyIf(Condition.present("leadgenId"))
            .onlyIf(
                Condition.any(
                    Condition.absent(CounterGenerations.GENERATION),
                    Condition.less(CounterGenerations.GENERATION, n(generation))));
    return writes.update(table, Map.of("leadgenId", log.get("leadgenId")), update).done();
  }
}
