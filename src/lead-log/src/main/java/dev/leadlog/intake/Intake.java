package dev.leadlog.intake;

import static dev.leadlog.log.LeadInsert.Written.KNOWN;
import static dev.leadlog.log.LeadInsert.Written.NEW;
import static java.util.stream.Collectors.toMap;

import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.log.LeadInsert;
import dev.leadlog.log.LeadInsert.Written;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.Source;
import dev.leadlog.settings.Metrics;
import dev.leadlog.settings.Metrics.Dimension;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Records leads: writes their logs and sends their messages at the same time. A lead is safe as
 * soon as one of the two stores holds it, even if the other one fails or hangs.
 */
@Singleton
public class Intake {

  private static final Logger LOG = Logger.getLogger(Intake.class);

  /** How long the slower store may still take once the faster one holds every lead. */
  static final Duration GRACE = Duration.ofMillis(500);

  /** Shorter than the function's timeout, so that there is time to send the response. */
  static final Duration TIMEOUT = Duration.ofSeconds(8);

  /** Limited because each parallel request needs a connection and a TLS handshake of its own. */
  private static final int REQUESTS_A_STORE = 8;

  private final LeadInsert logs;
  private final LeadQueue queue;
  private final Metrics metrics;
  private final Duration timeout;
  private final Duration grace;

  /** A pool for each store, so that one that hangs takes no thread from the other. */
  private final BoundedExecutor logWriters = new BoundedExecutor("log-writer", REQUESTS_A_STORE);

  private final BoundedExecutor senders = new BoundedExecutor("sender", REQUESTS_A_STORE);

  @Inject
  Intake(LeadInsert logs, LeadQueue queue, Metrics metrics) {
    this(logs, queue, metrics, TIMEOUT, GRACE);
  }

  Intake(LeadInsert logs, LeadQueue queue, Metrics metrics, Duration timeout, Duration grace) {
    this.logs = logs;
    this.queue = queue;
    this.metrics = metrics;
    this.timeout = timeout;
    this.grace = grace;
  }

  /** Begins to open a connection to each store, and returns at once. */
  public void connect() {
    logWriters.start(logs::connect);
    senders.start(queue::connect);
  }

  /**
   * Records each lead once, even if several notifications name it.
   *
   * @return the leads that neither store holds, which Meta must send again; empty if all are safe
   */
  public Set<LeadgenId> record(List<LeadNotification> announced) {
    List<LeadNotification> distinct = distinct(announced);
    if (distinct.isEmpty()) {
      return Set.of();
    }
    AckTracker acks = new AckTracker(distinct.stream().map(a -> a.lead().leadgenId()).toList());
    List<Runnable> writes = writes(distinct, acks);
    List<Runnable> sends = sends(distinct, acks);
    acks.expect(writes.size(), sends.size());
    List<Future<?>> running = new ArrayList<>();
    writes.forEach(write -> running.add(logWriters.start(write)));
    sends.forEach(send -> running.add(senders.start(send)));
    Set<LeadgenId> lost = acks.await(timeout, grace);
    running.forEach(call -> call.cancel(true));
    count(distinct, lost, acks.known());
    if (lost.isEmpty() && !acks.bothHoldAll()) {
      metrics.count("ack.single_store");
      LOG.warnf("%d leads are held by one store only", distinct.size());
    }
    return lost;
  }

  /** The test button of Meta's app dashboard is not counted. */
  private void count(List<LeadNotification> distinct, Set<LeadgenId> lost, Set<LeadgenId> known) {
    List<NewLead> safe =
        distinct.stream()
            .map(LeadNotification::lead)
            .filter(lead -> !lost.contains(lead.leadgenId()))
            .filter(lead -> !lead.leadgenId().isDashboardTest())
            .toList();
    List<NewLead> received =
        safe.stream().filter(lead -> !known.contains(lead.leadgenId())).toList();
    List<Dimension> bySource = List.of(Dimension.source(Source.WEBHOOK.text()));
    metrics.count("leads.received", received.size(), bySource);
    metrics.count("leads.duplicates", safe.size() - received.size(), bySource);
    metrics.seconds(
        "seconds.created_to_logged",
        received.stream()
            .filter(lead -> lead.createdTime() != null)
            .map(lead -> Duration.between(lead.createdTime(), lead.receivedTime()).toSeconds())
            .toList());
  }

  /**
   * Writes the log of a message that is its lead's only copy.
   *
   * @return false if the log existed already
   */
  public boolean rebuild(LeadNotification announced, Instant now) {
    return logs.insert(announced.lead().loggedAt(now));
  }

  private static List<LeadNotification> distinct(List<LeadNotification> announced) {
    Map<LeadgenId, LeadNotification> first = new LinkedHashMap<>();
    announced.forEach(a -> first.putIfAbsent(a.lead().leadgenId(), a));
    return List.copyOf(first.values());
  }

  private List<Runnable> writes(List<LeadNotification> announced, AckTracker acks) {
    if (announced.size() == 1) {
      LeadNotification only = announced.get(0);
      return List.of(
          () ->
              acks.logCall(
                  attempt(
                      "log",
                      () -> {
                        boolean isNew = logs.insert(only.lead());
                        return Map.of(only.lead().leadgenId(), isNew ? NEW : KNOWN);
                      })));
    }
    List<Runnable> calls = new ArrayList<>();
    for (List<LeadNotification> call : BoundedExecutor.parts(announced, LeadInsert.AT_ONCE)) {
      calls.add(
          () ->
              acks.logCall(
                  attempt(
                      "log",
                      () -> logs.insert(call.stream().map(LeadNotification::lead).toList()))));
    }
    return calls;
  }

  private List<Runnable> sends(List<LeadNotification> announced, AckTracker acks) {
    List<Runnable> calls = new ArrayList<>();
    for (List<LeadMessage> call :
        LeadQueue.calls(announced.stream().map(LeadMessage::of).toList())) {
      calls.add(() -> acks.queueCall(attempt("queue", () -> sent(call))));
    }
    return calls;
  }

  private Map<LeadgenId, Written> sent(List<LeadMessage> call) {
    return queue.send(call).stream().collect(toMap(LeadMessage::leadgenId, message -> NEW));
  }

  /**
   * A call that fails stores nothing. The failure is only logged: the other store may hold the
   * leads.
   */
  private static Map<LeadgenId, Written> attempt(
      String store, Supplier<Map<LeadgenId, Written>> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      LOG.warnf("a call to the %s failed: %s", store, e.getClass().getSimpleName());
      return Map.of();
    }
  }
}
