package dev.leadlog.graph;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.dynamodb.ConditionalWrites;
import dev.leadlog.dynamodb.ItemUpdate;
import dev.leadlog.log.PageId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores how long a page must not be called and which tokens Meta rejects, in {@code Bookkeeping},
 * so that all instances share it.
 */
@Singleton
class PageThrottle {

  /**
   * @param throttledUntil null if the page may be read
   * @param rejectedTokens the fingerprints of tokens that Meta has rejected
   */
  record ThrottleState(Instant throttledUntil, Set<String> rejectedTokens) {

    ThrottleState withRejected(String fingerprint) {
      Set<String> all = new HashSet<>(rejectedTokens);
      all.add(fingerprint);
      return new ThrottleState(throttledUntil, all);
    }

    ThrottleState withoutRejected(String fingerprint) {
      Set<String> all = new HashSet<>(rejectedTokens);
      all.remove(fingerprint);
      return new ThrottleState(throttledUntil, all);
    }
  }

  private record Cached(ThrottleState throttleState, Instant until) {}

  private static final Duration CACHED_FOR = Duration.ofSeconds(5);
  private static final String THROTTLE = "throttle";
  private static final String TOKEN = "token";
  private static final String UNTIL = "until";

  private final DynamoDbClient dynamodb;
  private final ConditionalWrites writes;
  private final String table;
  private final Clock clock;
  private final Map<PageId, Cached> cache = new ConcurrentHashMap<>();

  PageThrottle(
      DynamoDbClient dynamodb, ConditionalWrites writes, LeadlogSettings settings, Clock clock) {
    this.dynamodb = dynamodb;
    this.writes = writes;
    this.table = settings.tables().bookkeeping();
    this.clock = clock;
  }

  ThrottleState of(PageId page) {
    Cached cached = cache.get(page);
    if (cached != null && clock.instant().isBefore(cached.until())) {
      return cached.throttleState();
    }
    return remember(page, read(page));
  }

  /** Concurrent calls may receive different waits; the longest is kept. */
  void throttled(PageId page, Instant until) {
    ThrottleState known = of(page);
    if (known.throttledUntil() != null && !until.isAfter(known.throttledUntil())) {
      return;
    }
    remember(page, new ThrottleState(until, known.rejectedTokens()));
    ItemUpdate update = new ItemUpdate().advance(UNTIL, until);
    if (!writes.update(table, key(page, THROTTLE), update).done()) {
      cache.remove(page);
    }
  }

  void markTokenRejected(PageId page, String fingerprint) {
    remember(page, of(page).withRejected(fingerprint));
    changeRejectedTokens(page, "ADD", fingerprint);
  }

  /** Removes the mark of a token that works again. */
  void markTokenAccepted(PageId page, String fingerprint) {
    if (of(page).rejectedTokens().contains(fingerprint)) {
      remember(page, of(page).withoutRejected(fingerprint));
      changeRejectedTokens(page, "DELETE", fingerprint);
    }
  }

  private void changeRejectedTokens(PageId page, String change, String fingerprint) {
    dynamodb.updateItem(
        r ->
            r.tableName(table)
                .key(key(page, TOKEN))
                .updateExpression(change + " dead :fingerprint")
                .expressionAttributeValues(
                    Map.of(":fingerprint", AttributeValue.fromSs(List.of(fingerprint)))));
  }

  private ThrottleState remember(PageId page, ThrottleState throttleState) {
    cache.put(page, new Cached(throttleState, clock.instant().plus(CACHED_FOR)));
    return throttleState;
  }

  private ThrottleState read(PageId page) {
    Map<String, Map<String, AttributeValue>> bySk = new HashMap<>();
    dynamodb
        .query(
            r ->
                r.tableName(table)
                    .keyConditionExpression("pk = :page AND sk BETWEEN :throttle AND :token")
                    .expressionAttributeValues(
                        Map.of(
                            ":page", pk(page),
                            ":throttle", AttributeValue.fromS(THROTTLE),
                            ":token", AttributeValue.fromS(TOKEN))))
        .items()
        .forEach(item -> bySk.put(item.get("sk").s(), item));
    AttributeValue until = bySk.getOrDefault(THROTTLE, Map.of()).get(UNTIL);
    AttributeValue dead = bySk.getOrDefault(TOKEN, Map.of()).get("dead");
    return new ThrottleState(
        until == null ? null : Instant.parse(until.s()),
        dead == null ? Set.of() : Set.copyOf(dead.ss()));
  }

  private static Map<String, AttributeValue> key(PageId page, String sk) {
    return Map.of("pk", pk(page), "sk", AttributeValue.fromS(sk));
  }

  private static AttributeValue pk(PageId page) {
    return AttributeValue.fromS("page#" + page);
  }
}
