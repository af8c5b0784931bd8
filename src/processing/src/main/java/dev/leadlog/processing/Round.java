package dev.leadlog.processing;

import dev.leadlog.delivery.Destinations;
import dev.leadlog.delivery.OutgoingLead;
import dev.leadlog.graph.FormNames;
import dev.leadlog.graph.LeadReader;
import dev.leadlog.graph.Reading;
import dev.leadlog.graph.Reading.Again;
import dev.leadlog.intake.LeadMessage;
import dev.leadlog.intake.LeadQueue;
import dev.leadlog.log.Conclusion;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadLog;
import dev.leadlog.log.LeadLogs;
import dev.leadlog.log.ReadLead;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.mapping.LeadValidator;
import dev.leadlog.page.FormConfig;
import dev.leadlog.page.PageConfig;
import dev.leadlog.page.PageConfigs;
import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.settings.Metrics;
import dev.leadlog.settings.Metrics.Dimension;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;

/** One round of a lead that was claimed: read, judge, deliver, judge again, write down. */
@Singleton
class Round {

  private static final Logger LOG = Logger.getLogger(Round.class);

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
  private final Waits waits;

  Round(
      LeadLogs logs,
      LeadQueue queue,
      PageConfigs pages,
      LeadReader reader,
      FormNames formNames,
      Destinations destinations,
      @All List<LeadValidator> validators,
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
    this.settings = settings;
    this.metrics = metrics;
    this.clock = clock;
    this.waits = new Waits(settings.retry(), () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * What becomes of the lead stands in its log, whatever happens: one that fails each time would
   * look like one that nobody has tried.
   *
   * @throws SdkException when the store did not take the outcome
   */
  void run(LeadLog claimed) {
    try {
      judgeWhatIsKnown(claimed);
    } catch (SdkException storeDown) {
      throw storeDown;
    } catch (RuntimeException | StackOverflowError e) {
      LOG.errorf(e, "%s cannot be processed", claimed.leadgenId());
      Findings nothing = findings(claimed, null, null, timeIsUp(claimed));
      conclude(nothing, Rules.failed(nothing, e.getClass().getSimpleName()));
    }
  }

  private void judgeWhatIsKnown(LeadLog claimed) {
    if (claimed.leadgenId().isDashboardTest()) {
      judge(findings(claimed, null, null, false));
      return;
    }
    PageConfig page = page(claimed).orElse(null);
    if (claimed.payload().isPresent() && !claimed.refetch()) {
      judge(findings(claimed, page, null, timeIsUp(claimed)));
    } else {
      read(claimed, page);
    }
  }

  private void read(LeadLog claimed, PageConfig before) {
    Reading reading = reader.read(claimed, token(before));
    PageConfig page = asItIsNow(before, claimed);
    if (reading instanceof Reading.NotRead && !Objects.equals(token(page), token(before))) {
      reading = reader.read(claimed, token(page));
    }
    if (reading instanceof Reading.Found found) {
      logs.keepPayload(claimed, named(found.lead(), claimed, page))
          .ifPresentOrElse(
              log -> judge(findings(log, asItIsNow(page, log), null, timeIsUp(log))),
              Round::overtaken);
    } else {
      Reading.NotRead notRead = (Reading.NotRead) reading;
      judge(findings(claimed, asItIsNow(page, claimed), notRead, timeIsUp(claimed)));
    }
  }

  private Findings findings(
      LeadLog log, PageConfig page, Reading.NotRead reading, boolean timeIsUp) {
    return new Findings(log, page, reading, null, timeIsUp, validators);
  }

  private void judge(Findings findings) {
    Verdict verdict = Rules.judge(findings);
    if (!(verdict instanceof Verdict.Deliver deliver)) {
      conclude(findings, verdict);
    } else if (fitsIntoTheLease(findings.log(), deliver)) {
      OutgoingLead lead = new OutgoingLead(findings.log(), deliver.fields(), deliver.test());
      Findings delivered = findings.with(destinations.deliver(lead, deliver.destination()));
      conclude(delivered, Rules.judge(delivered));
    } else {
      Again at = new Again.At(clock.instant());
      conclude(findings, new Verdict.Wait(null, at, "no time was left to deliver it safely"));
    }
  }

  /** What the configuration calls the form comes first, and is written down with the outcome. */
  private ReadLead named(ReadLead lead, LeadLog claimed, PageConfig page) {
    Optional<FormId> form = claimed.form().or(() -> Optional.ofNullable(lead.formId()));
    boolean named = page != null && form.flatMap(page::form).map(FormConfig::formName).isPresent();
    return named || lead.formName() != null
        ? lead
        : form.flatMap(id -> formNames.name(claimed.pageId(), id, token(page)))
            .map(lead::ofForm)
            .orElse(lead);
  }

  private static String token(PageConfig page) {
    return page == null ? null : page.accessToken();
  }

  /**
   * Reading takes a while, in which the page may have been configured: who saved it found this lead
   * Pending, and will not send it on.
   */
  private PageConfig asItIsNow(PageConfig before, LeadLog log) {
    boolean badNews = before == null || !before.isReadyFor(log.formId());
    return badNews && log.pageId() != null ? pages.current(log.pageId()).orElse(null) : before;
  }

  /** Bad news is checked afresh: the page may have been configured a moment ago. */
  private Optional<PageConfig> page(LeadLog log) {
    if (log.pageId() == null) {
      return Optional.empty();
    }
    Optional<PageConfig> recent =
        log.byHand() ? pages.current(log.pageId()) : pages.recent(log.pageId());
    return recent
        .filter(page -> page.isReadyFor(log.formId()))
        .or(() -> pages.current(log.pageId()));
  }

  /** Else another worker could take the lead while this delivery is still under way. */
  private boolean fitsIntoTheLease(LeadLog log, Verdict.Deliver deliver) {
    Instant end = clock.instant().plus(destinations.timeout(deliver.destination()));
    return end.isBefore(log.retryAt());
  }

  private boolean timeIsUp(LeadLog log) {
    return !clock.instant().isBefore(giveUpAt(log));
  }

  private Instant giveUpAt(LeadLog log) {
    return log.retryUntil() != null
        ? log.retryUntil()
        : log.receivedTime().plus(settings.retry().giveUpAfter());
  }

  private void conclude(Findings f, Verdict verdict) {
    Instant now = clock.instant();
    Conclusion end =
        verdict instanceof Verdict.Wait wait
            ? waiting(f, wait, now)
            : ended(f, (Verdict.Final) verdict, now);
    if (!logs.conclude(f.log(), end, BY, now)) {
      overtaken();
      return;
    }
    LOG.infof("%s is %s %s", f.log().leadgenId(), end.status().text(), end.reason());
    count(f.log(), end, now);
    if (end.status() == Status.PENDING) {
      remind(f.log(), Duration.between(now, end.retryAt()));
    }
  }

  private void count(LeadLog log, Conclusion end, Instant now) {
    List<Dimension> why =
        end.reason() == null ? List.of() : List.of(Dimension.reason(end.reason().name()));
    if (end.status() == Status.PENDING) {
      metrics.count("retries", 1, why);
    } else if (!end.test()) {
      Dimension status = Dimension.status(end.status().text());
      metrics.count("leads.concluded", 1, Stream.concat(Stream.of(status), why.stream()).toList());
      if (end.status() == Status.PROCESSED) {
        log.onItsWay(now)
            .ifPresent(
                time -> metrics.seconds("seconds.created_to_processed", List.of(time.toSeconds())));
      }
    }
  }

  private static void overtaken() {
    LOG.info("another worker has this lead by now");
  }

  private Conclusion waiting(Findings f, Verdict.Wait wait, Instant now) {
    Instant retryAt = waits.next(wait.again(), f.log().attempts(), now, giveUpAt(f.log()));
    boolean counts = !(wait.again() instanceof Again.At);
    return conclusion(
        f, Verdict.Final.of(Status.PENDING, wait.reason(), wait.words()), retryAt, null, counts);
  }

  private Conclusion ended(Findings f, Verdict.Final end, Instant now) {
    return conclusion(f, end, null, LateReading.firstTime(f.log(), end.reason(), now), true);
  }

  private static Conclusion conclusion(
      Findings f, Verdict.Final end, Instant retryAt, Instant readAgainAt, boolean attempt) {
    return new Conclusion(
        end.status(),
        end.reason(),
        end.words(),
        end.problems(),
        end.reference(),
        f.page() == null ? null : f.page().reference(),
        f.page() == null ? null : f.form().map(FormConfig::formName).orElse(null),
        f.log().test() || end.reason() == Reason.META_DASHBOARD_TEST,
        retryAt,
        readAgainAt,
        attempt,
        f.reading() == null ? null : f.reading().body());
  }

  /**
   * A short wait is a delayed message; a longer one, and a message that cannot be sent, is the
   * sweep's.
   */
  private void remind(LeadLog log, Duration wait) {
    Duration delay = wait.isNegative() ? Duration.ZERO : wait;
    if (delay.compareTo(LeadQueue.LONGEST_DELAY) >= 0) {
      return;
    }
    try {
      queue.send(LeadMessage.of(log.leadgenId()), delay);
    } catch (SdkException e) {
      LOG.infof("the sweep will remind of %s: %s", log.leadgenId(), e.getClass().getSimpleName());
    }
  }
}
