package dev.leadlog.processing;

import dev.leadlog.graph.GraphResult;
import dev.leadlog.graph.LeadReader;
import dev.leadlog.lifecycle.DueLogs;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.log.FetchedLead;
import dev.leadlog.log.Reason;
import dev.leadlog.page.PageConfig;
import dev.leadlog.page.PageConfigs;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the missing payload of a log with a final status, without changing the status. Meta deletes
 * leads after 90 days, and processing such a lead later must still be possible. A payload is tried
 * hourly for six hours after the lead was received, daily for 14 days, then weekly until the lead
 * is 90 days old: about 31 reads in all.
 */
@Singleton
class UnreadPayloads {

  private static final Duration HOURLY_FOR = Duration.ofHours(6);
  private static final Duration DAILY_FOR = Duration.ofDays(14);

  /**
   * The sweep postpones the due time by this before it sends the message; includes a tolerance for
   * clock differences.
   */
  private static final Duration AFTER_A_SWEEP =
      DueLogs.MOVED_BY_THE_SWEEP.plus(Duration.ofMinutes(1));

  private static final Set<Reason> NEVER_READABLE =
      EnumSet.of(Reason.META_DASHBOARD_TEST, Reason.META_LEAD_EXPIRED);

  private final LeadLogs logs;
  private final PageConfigs pages;
  private final LeadReader reader;
  private final Clock clock;

  UnreadPayloads(LeadLogs logs, PageConfigs pages, LeadReader reader, Clock clock) {
    this.logs = logs;
    this.pages = pages;
    this.reader = reader;
    this.clock = clock;
  }

  /**
   * Returns when to read the payload of a log that becomes final now; null if the log has one, or
   * it can never be read.
   *
   * @param reason null for a Processed log, which may have only a corrected payload
   */
  static Instant firstTime(LeadLog log, Reason reason, Instant now) {
    boolean never = log.leadPayload() != null || NEVER_READABLE.contains(reason);
    return never ? null : nextTime(log, now);
  }

  void read(LeadLog log) {
    if (log.isErased() || !isDue(log)) {
      return;
    }
    Instant next = log.leadPayload() == null ? nextTime(log, clock.instant()) : null;
    if (logs.postponeReading(log, next) && next != null) {
      readNow(log, next);
    }
  }

  /**
   * A further message, for example of a repeated announcement, must not cause another call to Meta.
   */
  private boolean isDue(LeadLog log) {
    Instant due = log.retry().dueAt();
    return due != null && !due.isAfter(clock.instant().plus(AFTER_A_SWEEP));
  }

  private void readNow(LeadLog log, Instant next) {
    String token = log.page().flatMap(pages::current).map(PageConfig::accessToken).orElse(null);
    GraphResult<FetchedLead> read = reader.read(log, token);
    if (read.isFound()) {
      logs.keepPayload(log, read.found());
    } else if (read.failure().reason() == Reason.META_LEAD_EXPIRED
        || read.failure().isPermanent()) {
      logs.postponeReading(log.dueAt(next), null);
    }
  }

  private static Instant nextTime(LeadLog log, Instant now) {
    Instant createdAt = Optional.ofNullable(log.createdTime()).orElse(log.receivedTime());
    if (now.isAfter(createdAt.plus(LeadReader.META_KEEPS))) {
      return null;
    }
    Duration age = Duration.between(log.receivedTime(), now);
    if (age.compareTo(HOURLY_FOR) < 0) {
      return now.plus(Duration.ofHours(1));
    }
    return now.plus(Duration.ofDays(age.compareTo(DAILY_FOR) < 0 ? 1 : 7));
  }
}
