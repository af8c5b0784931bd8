package dev.leadlog.log;

import static dev.leadlog.dynamodb.Attributes.n;
import static dev.leadlog.dynamodb.Attributes.number;
import static dev.leadlog.dynamodb.Attributes.s;

import dev.leadlog.settings.LeadlogSettings;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Which generation of counters holds. Each log stands in one generation only, so those from the one
 * that is read on give the truth together, also while a rebuild moves one log after the other into
 * the next.
 */
@Singleton
class CounterGenerations {

  /**
   * @param reading the oldest that still counts
   * @param writing the one that changes are counted in
   */
  record Generations(int reading, int writing) {}

  private record Cached(Generations generations, Instant until) {}

  /** How long an instance may write into an older one after another has begun. */
  static final Duration BELIEVED_FOR = Duration.ofMinutes(1);

  private static final Map<String, AttributeValue> KEY =
      Map.of("pk", s("stat"), "sk", s("generation"));

  private final DynamoDbClient dynamodb;
  private final Clock clock;
  private final String table;
  private volatile Cached cached;

  CounterGenerations(DynamoDbClient dynamodb, Clock clock, LeadlogSettings settings) {
    this.dynamodb = dynamodb;
    this.clock = clock;
    this.table = settings.tables().bookkeeping();
  }

  Generations current() {
    Cached known = cached;
    if (known == null || !clock.instant().isBefore(known.until())) {
      known = new Cached(read(), clock.instant().plus(BELIEVED_FOR));
      cached = known;
    }
    return known.generations();
  }

  Generations read() {
    Map<String, AttributeValue> item =
        dynamodb.getItem(r -> r.tableName(table).key(KEY).consistentRead(true)).item();
    return new Generations(number(item, "reading"), number(item, "writing"));
  }

  /** Returns the new one. */
  int begin() {
    return number(
        dynamodb
            .updateItem(
                r ->
                    r.tableName(table)
                        .key(KEY)
                        .updateExpression("ADD writing :one")
                        .expressionAttributeValues(Map.of(":one", n(1)))
                        .returnValues("ALL_NEW"))
            .attributes(),
        "writing");
  }

  /** Those before this one count no longer. */
  void end(int generation) {
    dynamodb.updateItem(
        r ->
            r.tableName(table)
                .key(KEY)
                .updateExpression("SET reading = :generation")
                .expressionAttributeValues(Map.of(":generation", n(generation))));
  }
}
