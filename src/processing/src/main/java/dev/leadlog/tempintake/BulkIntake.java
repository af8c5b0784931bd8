package dev.leadlog.tempintake;
import dev.leadlog.intake.*;
import dev.leadlog.lifecycle.*;

import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.log.BulkInsert;
import dev.leadlog.log.BulkInsert.Written;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.NewLead;
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

/**
 * Records many leads that are not announced again by themselves: whoever brings them waits until
 * the log holds them, and only then are their messages sent.
 */
public final class BulkIntake {

  private static final Logger LOG = Logger.getLogger(BulkIntake.class);

  /** How long a log that does not take a lead is asked again. */
  public static final Duration PATIENCE = Duration.ofSeconds(8);

  private static final int CALLS = 8;

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final BulkInsert bulk;
  private final LeadQueue queue;
  private final BoundedExecutor logWriters;
  private final BoundedExecutor senders;
  private final Duration patience;

  public BulkIntake(
      BulkInsert bulk,
      LeadQueue queue,
      BoundedExecutor logWriters,
      BoundedExecutor senders,
      Duration patience) {
    this.bulk = bulk;
    this.queue = queue;
    this.logWriters = logWriters;
    this.senders = senders;
    this.patience = patience;
  }

  public Map<LeadgenId, Written> bring(List<NewLead> leads) {
    Map<LeadgenId, Written> written = write(leads);
    Set<LeadgenId> toRemindOf = with(written, Written.NEW);
    Set<LeadgenId> left = with(written, Written.UNAVAILABLE);
    long end = System.nanoTime() + patience.toNanos();
    for (long wait = 50; !left.isEmpty() && System.nanoTime() < end; wait = longer(wait)) {
      sleep(wait);
      Set<LeadgenId> again = left;
      written.putAll(write(leads.stream().filter(l -> again.contains(l.leadgenId())).toList()));
      left = with(written, Written.UNAVAILABLE);
      // One that is known by now may have been written by the call whose answer was lost.
      toRemindOf.addAll(again);
      toRemindOf.removeAll(left);
    }
    remind(toRemindOf);
    if (!left.isEmpty()) {
      throw SdkClientException.create(
          "the lead log did not take " + left.size() + " of " + leads.size() + " leads");
    }
    return written;
  }

  private Map<LeadgenId, Written> write(List<NewLead> leads) {
    Map<LeadgenId, Written> written = new HashMap<>();
    logWriters
        .each(BoundedExecutor.parts(leads, BulkInsert.AT_ONCE), CALLS, this::attempt)
        .forEach(written::putAll);
    return written;
  }

  private Map<LeadgenId, Written> attempt(List<NewLead> leads) {
    try {
      return bulk.write(leads);
    } catch (SdkException e) {
      LOG.warnf("the log did not take a call: %s", e.getClass().getSimpleName());
      Map<LeadgenId, Written> none = new HashMap<>();
      leads.forEach(lead -> none.put(lead.leadgenId(), Written.UNAVAILABLE));
      return none;
    }
  }

  /** Without the message the sweep finds the log, some time later. */
  private void remind(Set<LeadgenId> leads) {
    List<LeadMessage> messages = leads.stream().map(LeadMessage::of).toList();
    senders.each(LeadQueue.calls(messages), CALLS, this::send);
  }

  private int send(List<LeadMessage> call) {
    try {
      return queue.sendToBacklog(call).size();
    } catch (SdkException e) {
      LOG.warnf("the sweep will remind of %d leads: %s", call.size(), e.getClass().getSimpleName());
      return 0;
    }
  }

  private static Set<LeadgenId> with(Map<LeadgenId, Written> written, Written what) {
    return written.entrySet().stream()
        .filter(entry -> entry.getValue() == what)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static long longer(long wait) {
    return Math.min(2 * wait, LONGEST_WAIT.toMillis());
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SdkClientException.create("interrupted while the lead log did not answer", e);
    }
  }
}
