package dev.leadlog.processing;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.graph.GraphFailure.Retry;
import dev.leadlog.intake.LeadMessage;
import dev.leadlog.intake.LeadQueue;
import dev.leadlog.lifecycle.DeliveryEntry;
import dev.leadlog.lifecycle.DeliveryEntry.Finding;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.lifecycle.Outcome;
import dev.leadlog.lifecycle.Outcome.ConfigurationUsed;
import dev.leadlog.lifecycle.Outcome.Due;
import dev.leadlog.lifecycle.Outcome.Result;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.mapping.LeadValidator;
import dev.leadlog.page.FormConfig;
import dev.leadlog.page.PageConfig;
import dev.leadlog.processing.LeadFetch.Fetched;
import dev.leadlog.queues.Queues;
import dev.leadlog.settings.Metrics;
import dev.leadlog.settings.Metrics.Dimension;
import dev.leadlog.settings.SdkFailures;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * One processing attempt for a claimed lead: fetch, apply the rules, deliver, write the outcome.
 * The claim and the outcome are the only writes to the log. With several destinations, a delivery
 * to one that is not idempotent is a third write.
 */
@Singleton
class ProcessingAttempt {

  private static final Logger LOG = Logger.getLogger(ProcessingAttempt.class);

  private static final String BY = "processor";

  private final LeadLogs logs;
  private final Queues queues;
  private final LeadFetch leadFetch;
  private final Deliveries deliveries;
  private final List<LeadValidator> validators;
  private final Metrics metrics;
  private final Clock clock;
  private final RetrySchedule retries;
  private final ThrottleSlots throttleSlots;

  ProcessingAttempt(
      LeadLogs logs,
      Queues queues,
      LeadFetch leadFetch,
      Deliveries deliveries,
      @All List<LeadValidator> validators,
      ThrottleSlots throttleSlots,
      LeadlogSettings settings,
      Metrics metrics,
      Clock clock) {
    this.logs = logs;
    this.queues = queues;
    this.leadFetch = leadFetch;
    this.deliveries = deliveries;
    this.validators = validators;
    this.throttleSlots = throttleSlots;
    this.metrics = metrics;
    this.clock = clock;
    this.retries =
        new RetrySchedule(settings.retry(), () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * Processes a claimed lead. An outcome is always written, also after an unexpected failure, so
   * that the log shows the attempt.
   *
   * @throws SdkException if the outcome could not be stored
   */
  void run(LeadLog claimed) {
    Attempt attempt = new Attempt(claimed);
    try {
      attempt.run();
    } catch (RuntimeException e) {
      if (SdkFailures.of(e) instanceof SdkException storeDown) {
        throw storeDown;
      }
      failed(attempt, e);
    } catch (Error e) {
      failed(attempt, e);
    }
  }

  /**
   * Sends the remaining notices of a log that has a final status and was claimed for them.
   *
   * @throws SdkException if their results could not be stored
   */
  void runNotices(LeadLog claimed) {
    new Attempt(claimed).runNotices();
  }

  private static void failed(Attempt attempt, Throwable e) {
    LOG.errorf(e, "%s cannot be processed", attempt.claimed.leadgenId());
    attempt.failed(e.getClass().getSimpleName());
  }

  /** The state of one attempt. */
  private final class Attempt {

    private final LeadLog claimed;
    private Fetched fetched = Fetched.NOTHING;

    Attempt(LeadLog claimed) {
      this.claimed = claimed;
    }

    void run() {
      if (!claimed.leadgenId().isDashboardTest()) {
        fetched = leadFetch.fetch(claimed);
      }
      Facts facts = facts();
      Optional<Verdict.Ended> end = Rules.beforeDelivery(facts);
      if (end.isPresent()) {
        conclude(end.get());
        return;
      }
      Deliveries.AttemptResult delivered = deliveries.deliver(facts);
      Result result = Rules.together(facts, delivered.entries());
      conclude(result, delivered.entries(), due(result, delivered));
    }

    /** Sends the remaining notices of a lead that has a final status. */
    void runNotices() {
      fetched = new Fetched(leadFetch.page(claimed).orElse(null), null, null);
      Facts facts = facts();
      List<DeliveryEntry> entries =
          Rules.beforeDelivery(facts)
              .map(end -> withoutNotices(end.result()))
              .orElseGet(() -> deliveries.deliverNotices(facts));
      Instant readAt = UnreadPayloads.firstTime(claimed, claimed.reason(), clock.instant());
      if (!logs.concludeNotices(claimed, entries, readAt)) {
        LOG.info("claim lost to another worker");
        return;
      }
      sendDelayedForNotices(entries);
    }

    /**
     * Returns failed entries for notices that cannot be sent, because the lead has no destination
     * now.
     */
    private List<DeliveryEntry> withoutNotices(Result why) {
      Finding finding = new Finding(why.reason(), why.message(), List.of());
      Instant now = clock.instant();
      return claimed.deliveries().stream()
          .map(entry -> entry.isWaiting() ? entry.failed(finding, now) : entry)
          .toList();
    }

    void failed(String failure) {
      conclude(Rules.failed(facts(), failure));
    }

    private Facts facts() {
      Instant now = clock.instant();
      return new Facts(
          log(), fetched.page(), fetched.failure(), timeIsUp(claimed, now), validators, now);
    }

    private void conclude(Verdict.Ended end) {
      conclude(end.result(), List.of(), due(end));
    }

    private void conclude(Result result, List<DeliveryEntry> entries, Due due) {
      Instant now = clock.instant();
      LeadLog log = log();
      Outcome outcome =
          new Outcome(
              result,
              fetched.lead(),
              used(log),
              entries,
              due,
              log.test() || result.reason() == Reason.META_DASHBOARD_TEST,
              fetched.failure() == null ? null : fetched.failure().body());
      if (!logs.conclude(claimed, outcome, BY, now)) {
        LOG.info("claim lost to another worker");
        return;
      }
      LOG.infof("%s is %s %s", claimed.leadgenId(), outcome.status().text(), result.reason());
      count(log, outcome, now);
      if (outcome.status() == Status.PENDING) {
        sendDelayed(Duration.between(now, due.retryAt()));
      } else {
        sendDelayedForNotices(entries);
      }
    }

    private LeadLog log() {
      return fetched.lead() == null ? claimed : claimed.with(fetched.lead());
    }

    /** A waiting lead is retried when the first of its destinations is due. */
    private Due due(Result result, Deliveries.AttemptResult delivered) {
      return result.status() == Status.PENDING
          ? Due.retry(
              DeliveryEntry.nextRetry(delivered.entries()).orElseThrow(), delivered.counts())
          : dueOfFinal(result);
    }

    private Due due(Verdict.Ended end) {
      Retry retry = end.retry();
      if (retry == null) {
        return dueOfFinal(end.result());
      }
      Instant now = clock.instant();
      boolean throttled = retry instanceof Retry.At;
      int attempts = claimed.retry().attempts();
      Instant giveUpAt = deliveries.giveUpAt(claimed);
      Instant retryAt = retries.next(retry, attempts, now, giveUpAt);
      boolean spread = throttled && end.result().reason() != null;
      return Due.retry(
          spread ? throttleSlots.ofMeta(claimed.pageId(), retryAt, giveUpAt) : retryAt, !throttled);
    }

    private Due dueOfFinal(Result result) {
      return fetched.failure() != null && fetched.failure().isPermanent()
          ? Due.read(null)
          : Due.read(UnreadPayloads.firstTime(log(), result.reason(), clock.instant()));
    }

    private ConfigurationUsed used(LeadLog log) {
      PageConfig page = fetched.page();
      return page == null
          ? null
          : new ConfigurationUsed(
              page.reference(),
              log.form().flatMap(page::form).map(FormConfig::formName).orElse(null));
    }

    private void sendDelayedForNotices(List<DeliveryEntry> entries) {
      DeliveryEntry.nextRetry(entries)
          .ifPresent(at -> sendDelayed(Duration.between(clock.instant(), at)));
    }

    /**
     * A short wait uses a delayed message. For a longer one, or if the message cannot be sent, the
     * sweep enqueues the lead.
     */
    private void sendDelayed(Duration wait) {
      Duration delay = wait.isNegative() ? Duration.ZERO : wait;
      if (delay.compareTo(LeadQueue.LONGEST_DELAY) >= 0) {
        return;
      }
      try {
        LeadMessage message = LeadMessage.of(claimed.leadgenId());
        if (claimed.usesBacklog()) {
          queues.sendToBacklog(message, delay);
        } else {
          queues.send(message, delay);
        }
      } catch (SdkException e) {
        LOG.infof(
            "the sweep will enqueue %s: %s", claimed.leadgenId(), e.getClass().getSimpleName());
      }
    }
  }

  private boolean timeIsUp(LeadLog log, Instant now) {
    return !log.leadgenId().isDashboardTest() && !now.isBefore(deliveries.giveUpAt(log));
  }

  private void count(LeadLog log, Outcome outcome, Instant now) {
    Reason reason = outcome.result().reason();
    List<Dimension> why = reason == null ? List.of() : List.of(Dimension.reason(reason.name()));
    if (outcome.status() == Status.PENDING) {
      metrics.count("retries", 1, why);
    } else if (!outcome.test()) {
      Dimension status = Dimension.status(outcome.status().text());
      metrics.count("leads.concluded", 1, Stream.concat(Stream.of(status), why.stream()).toList());
      if (outcome.status() == Status.PROCESSED) {
        log.sinceCreated(now)
            .ifPresent(
                time -> metrics.seconds("seconds.created_to_processed", List.of(time.toSeconds())));
      }
    }
  }
}
