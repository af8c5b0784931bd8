package dev.leadlog.stats;

import static dev.leadlog.dynamodb.Attributes.n;
import static dev.leadlog.dynamodb.Attributes.number;
import static dev.leadlog.dynamodb.Attributes.s;
import static dev.leadlog.dynamodb.Attributes.time;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.text.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores the generations of counters. A recount begins a new one, and moves each log from the
 * previous generation into it. A log's generation is its attribute {@code generation}, or, until a
 * recount has written it, follows from the time at which it was logged.
 */
@Singleton
class CounterGenerations {

  static final Map<String, AttributeValue> KEY = Map.of("pk", s("stat"), "sk", s("generation"));

  /** The attribute that a recount writes into a log. */
  static final String GENERATION = "generation";

  private static final String BEGINS = "begins";
  private static final String READING = "reading";

  private final DynamoDbClient dynamodb;
  private final String table;

  CounterGenerations(DynamoDbClient dynamodb, LeadlogSettings settings) {
    this.dynamodb = dynamodb;
    this.table = settings.tables().bookkeeping();
  }

  /**
   * The generations at one time.
   *
   * @param begins when each generation after 0 begins, in their order
   * @param reading the oldest one that is still counted
   */
  record Generations(List<Instant> begins, int reading) {

    static Generations read(Map<String, AttributeValue> item) {
      AttributeValue begins = item.get(BEGINS);
      return new Generations(
          begins == null ? List.of() : begins.l().stream().map(v -> Instant.parse(v.s())).toList(),
          number(item, READING));
    }

    int latest() {
      return begins.size();
    }

    /** Returns the generation of an item's log. */
    int of(Map<String, AttributeValue> log) {
      if (log.containsKey(GENERATION)) {
        return number(log, GENERATION);
      }
      Instant logged =
          log.containsKey("loggedAt") ? time(log, "loggedAt") : time(log, "receivedTime");
      return (int) begins.stream().filter(begin -> !begin.isAfter(logged)).count();
    }
  }

  Generations read() {
    return Generations.read(
        dynamodb.getItem(r -> r.tableName(table).key(KEY).consistentRead(true)).item());
  }

  /**
   * Begins a generation.
   *
   * @param at a time by which every log that is being written now is stored
   * @return its number
   */
  int begin(Instant at) {
    Map<String, AttributeValue> after =
        dynamodb
            .updateItem(
                r ->
                    r.tableName(table)
                        .key(KEY)
                        .updateExpression(
                            "SET #begins = list_append(if_not_exists(#begins, :none), :at)")
                        .expressionAttributeNames(Map.of("#begins", BEGINS))
                        .expressionAttributeValues(
                            Map.of(
                                ":none", AttributeValue.fromL(List.of()),
                                ":at", AttributeValue.fromL(List.of(s(Times.text(at))))))
                        .returnValues("ALL_NEW"))
            .attributes();
    return Generations.read(after).latest();
  }

  /** Ends the generations before this one. */
  void end(int generation) {
    dynamodb.updateItem(
        r ->
            r.tableName(table)
                .key(KEY)
                .updateExpression("SET #reading = :generation")
                .expressionAttributeNames(Map.of("#reading", READING))
                .expressionAttributeValues(Map.of(":generation", n(generation))));
  }
}
