package dev.leadlog.bulkintake;

import dev.leadlog.bulkintake.RetryingInsert.Inserted;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.intake.LeadMessage;
import dev.leadlog.intake.LeadQueue;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.log.LeadInsert.Written;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.Source;
import dev.leadlog.queues.Queues;
import dev.leadlog.settings.Metrics;
import dev.leadlog.settings.Metrics.Dimension;
import jakarta.inject.Singleton;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Records leads that Meta does not announce again. The caller waits until the log holds all of
 * them; only then their messages are sent.
 */
@Singleton
public class BulkIntake {

  /** The result for one lead. */
  public enum RecordResult {
    /** This call created its log. */
    NEW,
    /**
     * Its log had no payload and received this one. If the log was an Error because of that, it is
     * Pending now.
     */
    FILLED,
    /** It already had a log, which is unchanged. */
    KNOWN,
    /** The log can never store it in this form. */
    REFUSED
  }

  /** What happens to an existing log without a payload when the lead has one. */
  public enum MissingPayload {
    FILL,
    LEAVE
  }

  private static final Logger LOG = Logger.getLogger(BulkIntake.class);

  static final int CALLS = 8;

  /** A log that changes more often than this during the call is being processed by a worker. */
  private static final int TRIES = 3;

  private final ExistingLogs known;
  private final RetryingInsert insert;
  private final LeadLogs logs;
  private final Queues queues;
  private final Metrics metrics;
  private final BoundedExecutor executor;

  BulkIntake(
      ExistingLogs known,
      RetryingInsert insert,
      LeadLogs logs,
      Queues queues,
      Metrics metrics,
      BoundedExecutor executor) {
    this.known = known;
    this.insert = insert;
    this.logs = logs;
    this.queues = queues;
    this.metrics = metrics;
    this.executor = executor;
  }

  /**
   * Records each lead once and sends the messages of the new ones to the backlog queue. A message
   * that cannot be sent is sent by the sweep later.
   *
   * @param leads leads of one source; of a lead that is there twice, the first one is recorded
   * @return the result for each
   * @throws SdkException if the log could not store all of them within {@code
   *     leadlog.bulk-retry-time}; the caller can repeat the call, because the stored ones are
   *     recognised
   */
  public Map<LeadgenId, RecordResult> record(List<NewLead> leads, MissingPayload missing) {
    Map<LeadgenId, NewLead> once = new LinkedHashMap<>();
    leads.forEach(lead -> once.putIfAbsent(lead.leadgenId(), lead));
    ExistingLogs.Lookup before = lookUp(once.values(), missing);
    List<NewLead> unknown =
        once.values().stream().filter(lead -> !before.ids().contains(lead.leadgenId())).toList();
    Inserted inserted = insert.insert(unknown);
    recognizeOwnInserts(unknown, inserted);
    send(inserted.with(Written.NEW));
    int left = inserted.with(Written.UNAVAILABLE).size();
    if (left > 0) {
      throw SdkClientException.create(
          "the lead log could not store " + left + " of " + once.size() + " leads");
    }
    Map<LeadgenId, RecordResult> outcomes = outcomes(once.keySet(), inserted);
    if (missing == MissingPayload.FILL) {
      outcomes.putAll(fill(once, before, inserted));
    }
    count(leads, outcomes);
    return outcomes;
  }

  /** Returns what {@link #record} would do with each lead, without writing. */
  public Map<LeadgenId, RecordResult> predict(Collection<NewLead> leads) {
    ExistingLogs.Lookup found = find(leads, MissingPayload.FILL);
    return leads.stream()
        .collect(Collectors.toMap(NewLead::leadgenId, lead -> predicted(lead, found), (a, b) -> a));
  }

  private static RecordResult predicted(NewLead lead, ExistingLogs.Lookup found) {
    if (!found.ids().contains(lead.leadgenId())) {
      return RecordResult.NEW;
    }
    return lead.read() != null && found.withoutPayload().contains(lead.leadgenId())
        ? RecordResult.FILLED
        : RecordResult.KNOWN;
  }

  /** If the look-up fails, every lead is inserted: the log rejects duplicates. */
  private ExistingLogs.Lookup lookUp(Collection<NewLead> leads, MissingPayload missing) {
    try {
      return find(leads, missing);
    } catch (SdkException e) {
      LOG.warnf("the look-up of known leads failed: %s", e.getClass().getSimpleName());
      return ExistingLogs.NONE;
    }
  }

  /** Payloads are large, so they are looked up only if a lead has one. */
  private ExistingLogs.Lookup find(Collection<NewLead> leads, MissingPayload missing) {
    Set<LeadgenId> ids = leads.stream().map(NewLead::leadgenId).collect(Collectors.toSet());
    boolean mayFill =
        missing == MissingPayload.FILL && leads.stream().anyMatch(lead -> lead.read() != null);
    return mayFill ? known.idsAndPayloads(ids) : known.ids(ids);
  }

  /**
   * If the response to an insert is lost, the insert is sent again, and its lead then looks known.
   * It is new all the same: without a message, it would wait for the sweep.
   */
  private void recognizeOwnInserts(List<NewLead> unknownBefore, Inserted inserted) {
    Set<LeadgenId> known = inserted.with(Written.KNOWN);
    List<NewLead> candidates =
        unknownBefore.stream().filter(lead -> known.contains(lead.leadgenId())).toList();
    List<Boolean> own = executor.each(candidates, CALLS, this::isOwnInsert);
    IntStream.range(0, candidates.size())
        .filter(own::get)
        .forEach(i -> inserted.written().put(candidates.get(i).leadgenId(), Written.NEW));
  }

  /** An unnecessary message is harmless, so an unavailable log counts as an own insert. */
  private boolean isOwnInsert(NewLead lead) {
    try {
      return logs.find(lead.leadgenId()).filter(log -> isRecordOf(lead, log)).isPresent();
    } catch (SdkException e) {
      return true;
    }
  }

  private static boolean isRecordOf(NewLead lead, LeadLog log) {
    return log.source() == lead.source()
        && log.history().get(0).at().equals(lead.recordedAt().truncatedTo(ChronoUnit.MILLIS));
  }

  private static Map<LeadgenId, RecordResult> outcomes(Set<LeadgenId> ids, Inserted inserted) {
    Map<LeadgenId, RecordResult> outcomes = new HashMap<>();
    ids.forEach(id -> outcomes.put(id, RecordResult.KNOWN));
    inserted.with(Written.NEW).forEach(id -> outcomes.put(id, RecordResult.NEW));
    inserted.with(Written.REFUSED).forEach(id -> outcomes.put(id, RecordResult.REFUSED));
    return outcomes;
  }

  /** Also checks leads that were logged between the look-up and their insertion. */
  private Map<LeadgenId, RecordResult> fill(
      Map<LeadgenId, NewLead> leads, ExistingLogs.Lookup before, Inserted inserted) {
    Set<LeadgenId> candidates = inserted.with(Written.KNOWN);
    candidates.addAll(before.withoutPayload());
    List<NewLead> bringing =
        candidates.stream().map(leads::get).filter(lead -> lead.read() != null).toList();
    Set<LeadgenId> due = ConcurrentHashMap.newKeySet();
    List<Boolean> filled = executor.each(bringing, CALLS, lead -> fill(lead, due));
    send(due);
    return IntStream.range(0, bringing.size())
        .filter(filled::get)
        .mapToObj(i -> bringing.get(i).leadgenId())
        .collect(Collectors.toMap(id -> id, id -> RecordResult.FILLED));
  }

  /**
   * Stores the payload in a log that has none.
   *
   * @param due receives the ids of logs that are due now
   * @return false when the log has a payload already, is erased, or kept changing
   */
  private boolean fill(NewLead lead, Set<LeadgenId> due) {
    for (int tries = 0; tries < TRIES; tries++) {
      Optional<LeadLog> log = logs.find(lead.leadgenId());
      if (log.isEmpty() || log.get().leadPayload() != null || log.get().isErased()) {
        return false;
      }
      if (logs.fill(log.get(), lead)) {
        if (LeadLogs.lacksOnlyItsPayload(log.get(), lead.recordedAt())) {
          due.add(lead.leadgenId());
        }
        return true;
      }
    }
    return false;
  }

  private void send(Set<LeadgenId> leads) {
    List<LeadMessage> messages = leads.stream().map(LeadMessage::of).toList();
    executor.each(LeadQueue.calls(messages), CALLS, this::send);
  }

  private int send(List<LeadMessage> call) {
    try {
      return queues.sendToBacklog(call).size();
    } catch (SdkException e) {
      LOG.warnf("the sweep will send %d leads: %s", call.size(), e.getClass().getSimpleName());
      return 0;
    }
  }

  /** A poll reads the same leads repeatedly, so they are not counted as duplicates. */
  private void count(List<NewLead> leads, Map<LeadgenId, RecordResult> outcomes) {
    if (leads.isEmpty()) {
      return;
    }
    Source source = leads.get(0).source();
    List<Dimension> bySource = List.of(Dimension.source(source.text()));
    int added = Collections.frequency(outcomes.values(), RecordResult.NEW);
    int before =
        Collections.frequency(outcomes.values(), RecordResult.KNOWN)
            + Collections.frequency(outcomes.values(), RecordResult.FILLED);
    metrics.count("leads.received", added, bySource);
    metrics.count("leads.duplicates", source == Source.POLLING ? 0 : before, bySource);
  }
}
