package dev.leadlog.crm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Caches values for five minutes in this process. A CRM's field definitions are needed for every
 * lead and change rarely.
 */
public final class ExpiringCache<K, V> {

  private static final Duration KEPT_FOR = Duration.ofMinutes(5);

  private record Entry<V>(V value, Instant until) {}

  private final Clock clock;
  private final Map<K, Entry<V>> kept = new ConcurrentHashMap<>();

  public ExpiringCache(Clock clock) {
    this.clock = clock;
  }

  public Optional<V> get(K key) {
    Entry<V> known = kept.get(key);
    return known != null && clock.instant().isBefore(known.until())
        ? Optional.of(known.value())
        : Optional.empty();
  }

  public void put(K key, V value) {
    kept.put(key, new Entry<>(value, clock.instant().plus(KEPT_FOR)));
  }

  /** Removes a value, so that the next caller reads it again. */
  public void forget(K key) {
    kept.remove(key);
  }
}
