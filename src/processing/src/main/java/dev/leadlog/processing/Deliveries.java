package dev.leadlog.processing;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.delivery.DeliveryResult;
import dev.leadlog.delivery.Destinations;
import dev.leadlog.delivery.OutgoingLead;
import dev.leadlog.graph.GraphFailure.Retry;
import dev.leadlog.lifecycle.DeliveryEntry;
import dev.leadlog.lifecycle.DeliveryEntry.Finding;
import dev.leadlog.lifecycle.DeliveryEntry.NextTry;
import dev.leadlog.lifecycle.DeliveryEntry.State;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.lifecycle.Outcome.Result;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.page.NamedDestination;
import dev.leadlog.settings.Metrics;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Delivers a claimed lead in parallel to those of its destinations that have not accepted it.
 * Successful deliveries are stored in the log's {@code deliveries} and never repeated.
 */
@Singleton
class Deliveries {

  private static final Logger LOG = Logger.getLogger(Deliveries.class);

  private static final int AT_ONCE = 10;

  /** How long a notice is retried after the first attempt. */
  private static final Duration NOTICE_RETRIES = Duration.ofHours(1);

  /**
   * The results of one attempt.
   *
   * @param entries the entries of all destinations of the lead, in the order of the configuration
   * @param counts whether this attempt is counted; it is not if every destination only asked to
   *     wait
   */
  record AttemptResult(List<DeliveryEntry> entries, boolean counts) {}

  private final Destinations destinations;
  private final LeadLogs logs;
  private final ThrottleSlots throttleSlots;
  private final Metrics metrics;
  private final Clock clock;
  private final BoundedExecutor executor;
  private final LeadlogSettings.Retry retry;
  private final RetrySchedule retries;

  Deliveries(
      Destinations destinations,
      LeadLogs logs,
      ThrottleSlots throttleSlots,
      Metrics metrics,
      Clock clock,
      BoundedExecutor executor,
      LeadlogSettings settings) {
    this.destinations = destinations;
    this.logs = logs;
    this.throttleSlots = throttleSlots;
    this.metrics = metrics;
    this.clock = clock;
    this.executor = executor;
    this.retry = settings.retry();
    this.retries = new RetrySchedule(retry, () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * Delivers to the destinations that are due.
   *
   * @param facts the facts of a claimed log with a payload
   */
  AttemptResult deliver(Facts facts) {
    AttemptDeliveries attempt = new AttemptDeliveries(facts, facts.dueDestinations());
    executor.each(attempt.dueDestinations, AT_ONCE, attempt::deliverTo);
    return new AttemptResult(attempt.entries(), attempt.counts);
  }

  /** Delivers only to notices, for a log that has a final status. */
  List<DeliveryEntry> deliverNotices(Facts facts) {
    List<NamedDestination> notices =
        facts.dueDestinations().stream()
            .filter(NamedDestination::notice)
            .filter(to -> facts.log().delivery(to.name()).isPresent())
            .toList();
    AttemptDeliveries attempt = new AttemptDeliveries(facts, notices);
    executor.each(notices, AT_ONCE, attempt::deliverTo);
    return attempt.entries();
  }

  /** Returns when the retries of a lead end. */
  Instant giveUpAt(LeadLog log) {
    return log.retry().retryUntil() != null
        ? log.retry().retryUntil()
        : log.receivedTime().plus(retry.giveUpAfter());
  }

  /** The deliveries of one attempt. */
  private final class AttemptDeliveries {

    private final Facts facts;
    private final List<NamedDestination> dueDestinations;
    private final Map<String, DeliveryEntry> ended = new HashMap<>();
    private boolean counts;

    AttemptDeliveries(Facts facts, List<NamedDestination> dueDestinations) {
      this.facts = facts;
      this.dueDestinations = dueDestinations;
    }

    DeliveryEntry deliverTo(NamedDestination to) {
      Verdict.Ended end = ended(to);
      DeliveryEntry entry = to.notice() ? noticeEntry(to, end) : entry(to, end, null);
      ended(to, entry, !to.notice() && counts(end));
      return entry;
    }

    private Verdict.Ended ended(NamedDestination to) {
      try {
        Verdict verdict = Rules.mapped(facts, to);
        while (verdict instanceof Verdict.Deliver deliver) {
          verdict = deliver(deliver);
        }
        return (Verdict.Ended) verdict;
      } catch (RuntimeException | Error e) {
        LOG.errorf(e, "%s cannot be delivered to %s", facts.log().leadgenId(), to.name());
        return Rules.failed(facts, to, e.getClass().getSimpleName());
      }
    }

    /**
     * A delivery must fit into the lease; otherwise another worker could claim the lead during the
     * delivery.
     */
    private Verdict deliver(Verdict.Deliver deliver) {
      NamedDestination to = deliver.destination();
      Instant end = clock.instant().plus(destinations.timeout(to.setting()));
      if (!end.isBefore(facts.log().processing().lease().until())) {
        Retry at = new Retry.At(clock.instant());
        return Verdict.Ended.waiting(null, at, "the remaining time was too short for a delivery");
      }
      OutgoingLead lead =
          new OutgoingLead(facts.log(), deliver.fields(), deliver.test(), facts.known());
      DeliveryResult delivery = destinations.deliver(lead, to.setting());
      if (delivery instanceof DeliveryResult.Blocked) {
        metrics.count("destination.blocked", 1, Map.of("page", facts.log().pageId().text()));
      }
      return Rules.afterDelivery(facts, deliver, delivery);
    }

    private boolean counts(Verdict.Ended end) {
      return !(end.retry() instanceof Retry.At);
    }

    private DeliveryEntry noticeEntry(NamedDestination to, Verdict.Ended end) {
      Instant until =
          facts
              .log()
              .delivery(to.name())
              .map(DeliveryEntry::retry)
              .map(NextTry::until)
              .orElse(facts.now().plus(NOTICE_RETRIES));
      return entry(to, end, until);
    }

    /**
     * @param until when the retries of a notice end; null for other destinations
     */
    private DeliveryEntry entry(NamedDestination to, Verdict.Ended end, Instant until) {
      Instant now = clock.instant();
      int before = facts.log().delivery(to.name()).map(DeliveryEntry::attempts).orElse(0);
      Result result = end.result();
      return new DeliveryEntry(
          to.name(),
          to.setting().type(),
          state(result.status()),
          result.reference(),
          new Finding(result.reason(), result.message(), result.problems()),
          counts(end) ? before + 1 : before,
          now,
          end.retry() == null
              ? null
              : new NextTry(retryAt(end, to.name(), before + 1, now, until), until));
    }

    private Instant retryAt(
        Verdict.Ended end, String name, int attempts, Instant now, Instant until) {
      Instant giveUpAt = until == null ? giveUpAt(facts.log()) : until;
      Instant retryAt = retries.next(end.retry(), attempts, now, giveUpAt);
      boolean spread = !counts(end) && end.result().reason() != null;
      return spread
          ? throttleSlots.ofDestination(facts.log().pageId(), name, retryAt, giveUpAt)
          : retryAt;
    }

    /**
     * A delivery that a crash would repeat is stored at once, unless the outcome of the attempt is
     * written next.
     */
    private synchronized void ended(NamedDestination to, DeliveryEntry entry, boolean count) {
      ended.put(to.name(), entry);
      counts |= count;
      boolean others = ended.size() < dueDestinations.size();
      if (others && entry.isDelivered() && !destinations.isIdempotent(to.setting())) {
        storeDeliveries();
      }
    }

    /** The outcome contains the same, so a failed write matters only if the process dies before. */
    private void storeDeliveries() {
      try {
        if (!logs.noteDeliveries(facts.log(), entries())) {
          LOG.infof("claim of %s lost to another worker", facts.log().leadgenId());
        }
      } catch (SdkException e) {
        LOG.infof("a delivery could not be stored yet: %s", e.getClass().getSimpleName());
      }
    }

    /**
     * Returns the results of this attempt, else the entries of the log. For a destination that is
     * no longer configured, only a successful entry is kept.
     */
    private synchronized List<DeliveryEntry> entries() {
      List<DeliveryEntry> entries = new ArrayList<>();
      List<String> names = new ArrayList<>();
      for (NamedDestination to : facts.destinations()) {
        names.add(to.name());
        Optional.ofNullable(ended.get(to.name()))
            .or(() -> facts.log().delivery(to.name()))
            .or(() -> leftOut(to))
            .ifPresent(entries::add);
      }
      facts.log().deliveries().stream()
          .filter(entry -> entry.isDelivered() && !names.contains(entry.name()))
          .forEach(entries::add);
      return entries;
    }

    private Optional<DeliveryEntry> leftOut(NamedDestination to) {
      return facts.isLeftOut(to)
          ? Optional.of(
              new DeliveryEntry(
                  to.name(),
                  to.setting().type(),
                  State.FAILED,
                  null,
                  new Finding(
                      Reason.DESTINATION_LEFT_OUT,
                      "the lead was not sent to this destination",
                      List.of()),
                  0,
                  facts.now(),
                  null))
          : Optional.empty();
    }
  }

  static State state(Status status) {
    return switch (status) {
      case PROCESSED -> State.DELIVERED;
      case PENDING -> State.WAITING;
      default -> State.FAILED;
    };
  }
}
