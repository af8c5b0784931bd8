package dev.leadlog.intake;

import static dev.leadlog.log.BulkInsert.Written.KNOWN;
import static dev.leadlog.log.BulkInsert.Written.NEW;
import static java.util.stream.Collectors.toMap;

import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.log.BulkInsert;
import dev.leadlog.log.BulkInsert.Written;
import dev.leadlog.log.LeadLogs;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.Source;
import dev.leadlog.settings.Metrics;
import dev.leadlog.settings.Metrics.Dimension;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Records leads: writes their logs and sends their messages at the same time. A lead is safe with
 * either of the two, and neither a store that refuses nor one that hangs keeps the other from being
 * enough.
 */
@Singleton
public class Intake {

  private static final Logger LOG = Logger.getLogger(Intake.class);

  /** What the slower store gets once the faster one holds every lead. */
  static final Duration GRACE = Duration.ofMillis(500);

  /** Within the time-out of the function, with room for the answer. */
  static final Duration PATIENCE = Duration.ofSeconds(8);

  /** Each request is a connection of its own, and a TLS handshake. */
  private static final int REQUESTS_A_STORE = 8;

  private final LeadLogs logs;
  private final BulkInsert bulk;
  private final LeadQueue queue;
  private final Metrics metrics;

  /** A pool for each store, so that one that hangs takes no thread from the other. */
  private final BoundedExecutor logWriters = new BoundedExecutor("log-writer", REQUESTS_A_STORE);

  private final BoundedExecutor senders = new BoundedExecutor("sender", REQUESTS_A_STORE);

  private final FoundLeads found;
  private final BulkIntake bulkIntake;

  @Inject
  Intake(
      LeadLogs logs, BulkInsert bulk, LeadQueue queue, Metrics metrics, BoundedExecutor executor) {
    this(logs, bulk, queue, metrics, executor, BulkIntake.PATIENCE);
  }

  /**
   * @param patience how long a log that does not take leads in bulk is asked again
   */
  Intake(
      LeadLogs logs,
      BulkInsert bulk,
      LeadQueue queue,
      Metrics metrics,
      BoundedExecutor executor,
      Duration patience) {
    this.logs = logs;
    this.bulk = bulk;
    this.queue = queue;
    this.metrics = metrics;
    this.found = new FoundLeads(logs, queue, executor);
    this.bulkIntake = new BulkIntake(bulk, queue, logWriters, senders, patience);
  }

  /**
   * Records each lead once, however often it was announced.
   *
   * @return the leads that neither store holds: announce them again. Empty when all are safe
   */
  public Set<LeadgenId> record(List<Announcement> announced) {
    List<Announcement> once = once(announced);
    if (once.isEmpty()) {
      return Set.of();
    }
    Holding holding = new Holding(once.stream().map(a -> a.lead().leadgenId()).toList());
    List<Runnable> writes = writes(once, holding);
    List<Runnable> sends = sends(once, holding);
    holding.expect(writes.size(), sends.size());
    List<Future<?>> running = new ArrayList<>();
    writes.forEach(write -> running.add(logWriters.start(write)));
    sends.forEach(send -> running.add(senders.start(send)));
    Set<LeadgenId> lost = holding.await(PATIENCE, GRACE);
    running.forEach(call -> call.cancel(true));
    count(once, lost, holding.known());
    if (lost.isEmpty() && !holding.bothHoldAll()) {
      metrics.count("ack.single_store");
      LOG.warnf("%d leads are held by one store only", once.size());
    }
    return lost;
  }

  private void count(List<Announcement> once, Set<LeadgenId> lost, Set<LeadgenId> known) {
    List<NewLead> received =
        once.stream()
            .map(Announcement::lead)
            .filter(lead -> !lost.contains(lead.leadgenId()) && !known.contains(lead.leadgenId()))
            .toList();
    count(Source.WEBHOOK, received.size(), known.size());
    metrics.seconds(
        "seconds.created_to_logged",
        received.stream()
            .filter(lead -> lead.createdTime() != null)
            .map(lead -> Duration.between(lead.createdTime(), lead.receivedTime()).toSeconds())
            .toList());
  }

  private void count(Source source, int received, int duplicates) {
    List<Dimension> bySource = List.of(Dimension.source(source.text()));
    metrics.count("leads.received", received, bySource);
    metrics.count("leads.duplicates", duplicates, bySource);
  }

  /**
   * Writes the log of a message that is its lead's only copy.
   *
   * @return false when the log was there already
   */
  public boolean rebuild(Announcement announced) {
    return logs.insert(announced.lead());
  }

  /**
   * Records leads that were found and not announced, each once: a lead that the log does not know
   * gets a log with its payload, due now, and a message on the queue of bulk work; one that it
   * knows without a payload gets that, whatever its status, which stays; an erased one stays
   * erased. When this returns, the log holds them all.
   *
   * @param leads of any number; all of a call are in memory. One whose answers cannot be kept comes
   *     without them, and is read later
   * @throws software.amazon.awssdk.core.exception.SdkException when the log did not take them all:
   *     find them again
   */
  public Recorded recordFound(List<NewLead> leads) {
    Recorded recorded = found.record(leads);
    count(Source.POLLING, recorded.added(), 0);
    return recorded;
  }

  /**
   * Records leads that someone brings in bulk, and sends the messages of the new ones to the queue
   * of bulk work. A message that cannot be sent is the sweep's, so the log alone is enough.
   *
   * @param leads none twice; 200 of them are written at once
   * @return what became of each, never {@code UNAVAILABLE}
   * @throws software.amazon.awssdk.core.exception.SdkException where the log did not take all of
   *     them; bring them again, those that it took are known then
   */
  public Map<LeadgenId, Written> bring(List<NewLead> leads) {
    Map<LeadgenId, Written> brought = bulkIntake.bring(leads);
    count(
        Source.IMPORT,
        Collections.frequency(brought.values(), NEW),
        Collections.frequency(brought.values(), KNOWN));
    return brought;
  }

  /**
   * Which leads the log holds already, and would not take again.
   *
   * @param ids no more than {@link BulkInsert#LOOKED_UP_AT_ONCE}, and none twice
   */
  public Set<LeadgenId> known(Set<LeadgenId> ids) {
    return bulk.known(ids);
  }

  private static List<Announcement> once(List<Announcement> announced) {
    Map<LeadgenId, Announcement> first = new LinkedHashMap<>();
    announced.forEach(a -> first.putIfAbsent(a.lead().leadgenId(), a));
    return List.copyOf(first.values());
  }

  private List<Runnable> writes(List<Announcement> announced, Holding holding) {
    if (announced.size() == 1) {
      Announcement only = announced.get(0);
      return List.of(
          () ->
              holding.logCall(
                  attempt(
                      "log",
                      () -> {
                        boolean isNew = logs.insert(only.lead());
                        return Map.of(only.lead().leadgenId(), isNew ? NEW : KNOWN);
                      })));
    }
    List<Runnable> calls = new ArrayList<>();
    for (List<Announcement> call : BoundedExecutor.parts(announced, BulkInsert.AT_ONCE)) {
      calls.add(
          () ->
              holding.logCall(
                  attempt(
                      "log", () -> bulk.insert(call.stream().map(Announcement::lead).toList()))));
    }
    return calls;
  }

  private List<Runnable> sends(List<Announcement> announced, Holding holding) {
    List<Runnable> calls = new ArrayList<>();
    for (List<LeadMessage> call :
        LeadQueue.calls(announced.stream().map(LeadMessage::of).toList())) {
      calls.add(() -> holding.queueCall(attempt("queue", () -> sent(call))));
    }
    return calls;
  }

  private Map<LeadgenId, Written> sent(List<LeadMessage> call) {
    return queue.send(call).stream().collect(toMap(LeadMessage::leadgenId, message -> NEW));
  }

  /** A call that fails holds nothing; why is for the log, and only the other store can help now. */
  private static Map<LeadgenId, Written> attempt(
      String store, Supplier<Map<LeadgenId, Written>> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      LOG.warnf("the %s did not take a call: %s", store, e.getClass().getSimpleName());
      return Map.of();
    }
  }
}
