package dev.leadlog.processing;

import dev.leadlog.delivery.DeliveryResult;
import dev.leadlog.delivery.Destinations;
import dev.leadlog.delivery.OutgoingLead;
import dev.leadlog.graph.FormNames;
import dev.leadlog.graph.GraphFailure;
import dev.leadlog.graph.GraphFailure.Retry;
import dev.leadlog.graph.GraphResult;
import dev.leadlog.graph.LeadReader;
import dev.leadlog.intake.LeadMessage;
import dev.leadlog.intake.LeadQueue;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.lifecycle.Outcome;
import dev.leadlog.lifecycle.Outcome.Due;
import dev.leadlog.lifecycle.Outcome.Used;
import dev.leadlog.log.FetchedLead;
import dev.leadlog.log.FormId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.mapping.LeadValidator;
import dev.leadlog.page.FormConfig;
import dev.leadlog.page.PageConfig;
import dev.leadlog.page.PageConfigs;
import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.settings.Metrics;
import dev.leadlog.settings.Metrics.Dimension;
import dev.leadlog.settings.SdkFailures;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * One processing attempt for a claimed lead: fetch, apply the rules, deliver, write the outcome.
 * The claim and the outcome are the only writes to the log.
 */
@Singleton
class ProcessingAttempt {

  private static final Logger LOG = Logger.getLogger(ProcessingAttempt.class);

  private static final String BY = "processor";

  private final LeadLogs logs;
  private final LeadQueue queue;
  private final PageConfigs pages;
  private final LeadReader reader;
  private final FormNames formNames;
  private final Destinations destinations;
  private final List<LeadValidator> validators;
  private final LeadlogSettings settings;
  private final Metrics metrics;
  private final Clock clock;
  private final RetrySchedule retries;
  private final ThrottleSlots throttleSlots;

  ProcessingAttempt(
      LeadLogs logs,
      LeadQueue queue,
      PageConfigs pages,
      LeadReader reader,
      FormNames formNames,
      Destinations destinations,
      @All List<LeadValidator> validators,
      ThrottleSlots throttleSlots,
      LeadlogSettings settings,
      Metrics metrics,
      Clock clock) {
    this.logs = logs;
    this.queue = queue;
    this.pages = pages;
    this.reader = reader;
    this.formNames = formNames;
    this.destinations = destinations;
    this.validators = validators;
    this.throttleSlots = throttleSlots;
    this.settings = settings;
    this.metrics = metrics;
    this.clock = clock;
    this.retries =
        new RetrySchedule(settings.retry(), () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * Processes a claimed lead. The outcome is written whatever happens: a lead without one would
   * look as if nobody had tried it.
   *
   * @throws SdkException when the store did not take the outcome
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

  private static void failed(Attempt attempt, Throwable e) {
    LOG.errorf(e, "%s cannot be processed", attempt.claimed.leadgenId());
    attempt.failed(e.getClass().getSimpleName());
  }

  /** What one attempt has found out so far. */
  private final class Attempt {

    private final LeadLog claimed;
    private PageConfig page;
    private FetchedLead read;
    private GraphFailure graphFailure;

    Attempt(LeadLog claimed) {
      this.claimed = claimed;
    }

    void run() {
      if (!claimed.leadgenId().isDashboardTest()) {
        page = page(claimed).orElse(null);
        if (claimed.payload().isEmpty() || claimed.processing().request().refetch()) {
          read();
        }
      }
      Facts facts = facts();
      Verdict verdict = Rules.beforeDelivery(facts);
      while (verdict instanceof Verdict.Deliver deliver) {
        verdict = deliver(facts, deliver);
      }
      conclude((Verdict.Ended) verdict);
    }

    void failed(String failure) {
      conclude(Rules.failed(facts(), failure));
    }

    private Facts facts() {
      LeadLog log = read == null ? claimed : claimed.with(read);
      return new Facts(log, page, graphFailure, timeIsUp(claimed), validators);
    }

    private void read() {
      PageConfig before = page;
      GraphResult<FetchedLead> result = reader.read(claimed, token(before));
      page = asItIsNow(before, claimed.formId());
      if (!result.isFound() && !Objects.equals(token(page), token(before))) {
        result = reader.read(claimed, token(page));
      }
      graphFailure = result.failure();
      if (result.isFound()) {
        read = named(result.found());
        page = asItIsNow(page, claimed.with(read).formId());
      }
    }

    /**
     * Reading takes a while, in which the page may have been configured: whoever saved it found
     * this lead Pending, and does not send it on.
     */
    private PageConfig asItIsNow(PageConfig before, FormId form) {
      boolean notReady = before == null || !before.isReadyFor(form);
      return notReady && claimed.pageId() != null
          ? pages.current(claimed.pageId()).orElse(null)
          : before;
    }

    /** The name in the configuration comes first, and is written with the outcome. */
    private FetchedLead named(FetchedLead lead) {
      Optional<FormId> form = claimed.form().or(() -> Optional.ofNullable(lead.formId()));
      boolean named =
          page != null && form.flatMap(page::form).map(FormConfig::formName).isPresent();
      return named || lead.formName() != null
          ? lead
          : form.flatMap(id -> formNames.name(claimed.pageId(), id, token(page)))
              .map(lead::ofForm)
              .orElse(lead);
    }

    /** Else another worker could claim the lead while this delivery is still under way. */
    private Verdict deliver(Facts facts, Verdict.Deliver deliver) {
      Instant end = clock.instant().plus(destinations.timeout(deliver.destination()));
      if (!end.isBefore(claimed.processing().lease().until())) {
        Retry at = new Retry.At(clock.instant());
        return Verdict.Ended.waiting(null, at, "no time was left to deliver it safely");
      }
      OutgoingLead lead =
          new OutgoingLead(facts.log(), deliver.fields(), deliver.test(), facts.known());
      DeliveryResult delivery = destinations.deliver(lead, deliver.destination());
      if (delivery instanceof DeliveryResult.Blocked) {
        metrics.count("destination.blocked", 1, Map.of("page", claimed.pageId().text()));
      }
      return Rules.afterDelivery(facts, deliver, delivery);
    }

    private void conclude(Verdict.Ended verdict) {
      Instant now = clock.instant();
      LeadLog log = read == null ? claimed : claimed.with(read);
      Due due = due(verdict, log, now);
      Reason reason = verdict.result().reason();
      Outcome outcome =
          new Outcome(
              verdict.result(),
              read,
              used(log),
              due,
              log.test() || reason == Reason.META_DASHBOARD_TEST,
              graphFailure == null ? null : graphFailure.body());
      if (!logs.conclude(claimed, outcome, BY, now)) {
        LOG.info("claim lost to another worker");
        return;
      }
      LOG.infof("%s is %s %s", claimed.leadgenId(), outcome.status().text(), reason);
      count(log, outcome, now);
      if (outcome.status() == Status.PENDING) {
        remind(Duration.between(now, due.retryAt()));
      }
    }

    private Due due(Verdict.Ended verdict, LeadLog log, Instant now) {
      Retry retry = verdict.retry();
      if (retry != null) {
        boolean throttled = retry instanceof Retry.At;
        Instant retryAt = retries.next(retry, log.retry().attempts(), now, giveUpAt(claimed));
        boolean spread = throttled && verdict.result().reason() != null;
        return Due.retry(
            spread ? throttleSlots.after(claimed.pageId(), retryAt) : retryAt, !throttled);
      }
      return graphFailure != null && graphFailure.isPermanent()
          ? Due.read(null)
          : Due.read(UnreadPayloads.firstTime(log, verdict.result().reason(), now));
    }

    private Used used(LeadLog log) {
      return page == null
          ? null
          : new Used(
              page.reference(),
              log.form().flatMap(page::form).map(FormConfig::formName).orElse(null));
    }

    /**
     * A short wait is a delayed message. A longer one, and a message that cannot be sent, is left
     * to the sweep.
     */
    private void remind(Duration wait) {
      Duration delay = wait.isNegative() ? Duration.ZERO : wait;
      if (delay.compareTo(LeadQueue.LONGEST_DELAY) >= 0) {
        return;
      }
      try {
        queue.send(LeadMessage.of(claimed.leadgenId()), delay);
      } catch (SdkException e) {
        LOG.infof(
            "the sweep will enqueue %s: %s", claimed.leadgenId(), e.getClass().getSimpleName());
      }
    }
  }

  private static String token(PageConfig page) {
    return page == null ? null : page.accessToken();
  }

  /** A page that is not ready is read afresh: it may have been configured a moment ago. */
  private Optional<PageConfig> page(LeadLog log) {
    if (log.pageId() == null) {
      return Optional.empty();
    }
    if (log.processing().request().byHand()) {
      return pages.current(log.pageId());
    }
    return pages
        .recent(log.pageId())
        .filter(page -> page.isReadyFor(log.formId()))
        .or(() -> pages.current(log.pageId()));
  }

  private boolean timeIsUp(LeadLog log) {
    return !log.leadgenId().isDashboardTest() && !clock.instant().isBefore(giveUpAt(log));
  }

  private Instant giveUpAt(LeadLog log) {
    return log.retry().retryUntil() != null
        ? log.retry().retryUntil()
        : log.receivedTime().plus(settings.retry().giveUpAfter());
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
