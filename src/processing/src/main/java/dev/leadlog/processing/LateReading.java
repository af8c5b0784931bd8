package dev.leadlog.processing;

import dev.leadlog.graph.LeadReader;
import dev.leadlog.graph.Reading;
import dev.leadlog.log.DueLogs;
import dev.leadlog.log.LeadLog;
import dev.leadlog.log.LeadLogs;
import dev.leadlog.log.Reason;
import dev.leadlog.page.PageConfig;
import dev.leadlog.page.PageConfigs;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the payload of a log that is final without one, and leaves its status alone: Meta deletes
 * leads after 90 days, and "process it later" must still work then.
 */
@Singleton
class LateReading {

  private static final Duration AT_FIRST = Duration.ofHours(1);
  private static final Duration LATER = Duration.ofDays(1);
  private static final Duration FIRST_DAY = Duration.ofDays(1);

  /** Where the sweep has just moved its time to, by a clock that may be ahead of this one. */
  private static final Duration AFTER_A_SWEEP =
      DueLogs.MOVED_BY_THE_SWEEP.plus(Duration.ofMinutes(1));

  private static final Set<Reason> NEVER_TO_BE_READ =
      Set.of(Reason.META_DASHBOARD_TEST, Reason.META_LEAD_EXPIRED);

  private final LeadLogs logs;
  private final PageConfigs pages;
  private final LeadReader reader;
  private final Clock clock;

  LateReading(LeadLogs logs, PageConfigs pages, LeadReader reader, Clock clock) {
    this.logs = logs;
    this.pages = pages;
    this.reader = reader;
    this.clock = clock;
  }

  /**
   * When the payload of a log that is final now is to be read first; null when it has one, or never
   * will.
   *
   * @param reason null for a log that is processed, as one may be by its corrected payload alone
   */
  static Instant firstTime(LeadLog log, Reason reason, Instant now) {
    boolean never =
        log.leadPayload() != null
            || (reason != null && NEVER_TO_BE_READ.contains(reason))
            || isOver(log, now);
    return never ? null : now.plus(AT_FIRST);
  }

  void read(LeadLog log) {
    if (log.isErased() || !isDue(log)) {
      return;
    }
    if (log.leadPayload() != null) {
      logs.stopReading(log);
      return;
    }
    logs.postponeReading(log, nextTime(log)).ifPresent(this::readNow);
  }

  /** Another message, as of one more announcement, is no reason to ask Meta again. */
  private boolean isDue(LeadLog log) {
    return log.sweepAt() != null && !log.sweepAt().isAfter(clock.instant().plus(AFTER_A_SWEEP));
  }

  private void readNow(LeadLog log) {
    if (log.sweepAt() == null) {
      return;
    }
    String token = log.page().flatMap(pages::current).map(PageConfig::accessToken).orElse(null);
    Reading reading = reader.read(log, token);
    if (reading instanceof Reading.Found found) {
      logs.keepLatePayload(log, found.lead());
    } else if (((Reading.NotRead) reading).reason() == Reason.META_LEAD_EXPIRED) {
      logs.postponeReading(log, null);
    }
  }

  private Instant nextTime(LeadLog log) {
    Instant now = clock.instant();
    if (isOver(log, now)) {
      return null;
    }
    boolean recent = now.isBefore(log.receivedTime().plus(FIRST_DAY));
    return now.plus(recent ? AT_FIRST : LATER);
  }

  private static boolean isOver(LeadLog log, Instant now) {
    Instant born = Optional.ofNullable(log.createdTime()).orElse(log.receivedTime());
    return now.isAfter(born.plus(LeadReader.META_KEEPS));
  }
}
