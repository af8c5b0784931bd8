package dev.leadlog.processing;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.graph.GraphFailure.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/**
 * Calculates when a lead is retried: exponential backoff with full jitter, never later than the
 * time to give up, unless Meta or a destination named a time.
 */
final class RetrySchedule {

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration SPREAD = Duration.ofSeconds(5);
  private static final int MOST_DOUBLINGS = 20;

  private final LeadlogSettings.Retry settings;
  private final DoubleSupplier random;

  /**
   * @param random supplies numbers from 0 to 1
   */
  RetrySchedule(LeadlogSettings.Retry settings, DoubleSupplier random) {
    this.settings = settings;
    this.random = random;
  }

  /**
   * @param attempts the number of attempts so far, from 1
   * @param giveUpAt a time after now
   */
  Instant next(Retry retry, int attempts, Instant now, Instant giveUpAt) {
    if (retry instanceof Retry.At at) {
      return at.time().plus(part(SPREAD));
    }
    Instant next = now.plus(wait(retry, attempts));
    return next.isBefore(giveUpAt) ? next : giveUpAt;
  }

  private Duration wait(Retry retry, int attempts) {
    if (retry instanceof Retry.Late) {
      return settings.blockedWait().dividedBy(2).plus(part(settings.blockedWait().dividedBy(2)));
    }
    Duration first =
        retry instanceof Retry.Slowly ? settings.notVisibleWait() : settings.firstWait();
    Duration wait = part(longest(first, attempts));
    return wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait;
  }

  private Duration longest(Duration first, int attempts) {
    Duration doubled =
        first.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), MOST_DOUBLINGS));
    return doubled.compareTo(settings.longestWait()) < 0 ? doubled : settings.longestWait();
  }

  private Duration part(Duration of) {
    return Duration.ofMillis((long) (of.toMillis() * random.getAsDouble()));
  }
}
