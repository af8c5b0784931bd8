package dev.leadlog.bulkintake;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.log.LeadInsert;
import dev.leadlog.log.LeadInsert.Written;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.NewLead;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** Inserts leads into the log, and retries those that the log could not store. */
@Singleton
class RetryingInsert {

  /** The result for each lead; {@code UNAVAILABLE} if the log did not accept it in time. */
  record Inserted(Map<LeadgenId, Written> written) {

    Set<LeadgenId> with(Written what) {
      return written.entrySet().stream()
          .filter(entry -> entry.getValue() == what)
          .map(Map.Entry::getKey)
          .collect(Collectors.toCollection(HashSet::new));
    }
  }

  private static final Logger LOG = Logger.getLogger(RetryingInsert.class);

  private static final Duration FIRST_WAIT = Duration.ofMillis(50);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final LeadInsert bulk;
  private final BoundedExecutor executor;
  private final Duration timeLimit;

  @Inject
  RetryingInsert(LeadInsert bulk, BoundedExecutor executor, LeadlogSettings settings) {
    this(bulk, executor, settings.bulkRetryTime());
  }

  /**
   * @param timeLimit how long to retry leads that the log could not store
   */
  RetryingInsert(LeadInsert bulk, BoundedExecutor executor, Duration timeLimit) {
    this.bulk = bulk;
    this.executor = executor;
    this.timeLimit = timeLimit;
  }

  Inserted insert(List<NewLead> leads) {
    Inserted inserted = new Inserted(new HashMap<>());
    inserted.written().putAll(write(leads));
    Set<LeadgenId> left = inserted.with(Written.UNAVAILABLE);
    long end = System.nanoTime() + timeLimit.toNanos();
    Duration wait = FIRST_WAIT;
    while (!left.isEmpty() && System.nanoTime() < end) {
      sleep(wait);
      wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
      Set<LeadgenId> again = left;
      inserted
          .written()
          .putAll(write(leads.stream().filter(l -> again.contains(l.leadgenId())).toList()));
      left = inserted.with(Written.UNAVAILABLE);
    }
    return inserted;
  }

  private Map<LeadgenId, Written> write(List<NewLead> leads) {
    Map<LeadgenId, Written> written = new HashMap<>();
    executor
        .each(BoundedExecutor.parts(leads, LeadInsert.AT_ONCE), BulkIntake.CALLS, this::attempt)
        .forEach(written::putAll);
    return written;
  }

  private Map<LeadgenId, Written> attempt(List<NewLead> leads) {
    try {
      return bulk.write(leads);
    } catch (SdkException e) {
      LOG.warnf("a write to the log failed: %s", e.getClass().getSimpleName());
      return leads.stream()
          .collect(Collectors.toMap(NewLead::leadgenId, lead -> Written.UNAVAILABLE));
    }
  }

  private static void sleep(Duration wait) {
    try {
      Thread.sleep(wait.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SdkClientException.create("interrupted while waiting for the lead log", e);
    }
  }
}
