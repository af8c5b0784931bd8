package dev.leadlog.manual;

import dev.leadlog.delivery.Destinations;
import dev.leadlog.lifecycle.LeadDocReference;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.lifecycle.ManualChanges;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.manual.ManualResult.Changed;
import dev.leadlog.manual.ManualResult.Refused;
import dev.leadlog.manual.ManualResult.Unknown;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Marks, corrects and erases leads on behalf of a person. */
@Singleton
public class ManualActions {

  private static final Set<Status> MARKED =
      EnumSet.of(Status.ERROR, Status.UNCONFIGURED, Status.DISABLED);

  private static final Set<Status> CORRECTED =
      EnumSet.of(Status.ERROR, Status.UNCONFIGURED, Status.DISABLED, Status.LOSS);

  private final LeadLogs logs;
  private final ManualChanges manualChanges;
  private final Destinations destinations;
  private final Clock clock;

  ManualActions(
      LeadLogs logs, ManualChanges manualChanges, Destinations destinations, Clock clock) {
    this.logs = logs;
    this.manualChanges = manualChanges;
    this.destinations = destinations;
    this.clock = clock;
  }

  /**
   * Marks a lead as Processed, because a person created its record.
   *
   * @param reference the reference of that record
   * @param by the author for the history
   * @param note null for none
   */
  public ManualResult markProcessed(
      LeadgenId id, LeadDocReference reference, String by, String note) {
    return change(
        id, MARKED, log -> manualChanges.markProcessed(log, reference, by, note, clock.instant()));
  }

  /** Marks a lead as Loss. */
  public ManualResult markLoss(LeadgenId id, String by, String note) {
    return change(id, MARKED, log -> manualChanges.markLoss(log, by, note, clock.instant(), null));
  }

  /**
   * Stores a corrected payload; the payload that was read is kept too.
   *
   * @param payload JSON in the format of the Graph API
   */
  public ManualResult correct(LeadgenId id, String payload, String by) {
    return change(id, CORRECTED, log -> manualChanges.correct(log, payload, by, clock.instant()));
  }

  /**
   * Removes the personal data in the log and in the leads table. A repeated call repeats the second
   * part, in case the process died before it.
   */
  public ManualResult erase(LeadgenId id, String by) {
    Optional<LeadLog> log = logs.find(id);
    if (log.isEmpty()) {
      return new Unknown();
    }
    ManualResult done = log.get().isErased() ? new Changed(log.get()) : eraseNow(log.get(), by);
    if (done instanceof Changed) {
      destinations.erase(id);
    }
    return done;
  }

  /** If the log is erased now, it does not matter which call did it. */
  private ManualResult eraseNow(LeadLog log, String by) {
    Instant now = clock.instant();
    if (log.isLeased(now)) {
      return new Refused(
          "the lead is being processed now; try again after " + log.processing().lease().until());
    }
    ManualResult done = done(log, manualChanges.erase(log, by, now));
    return done instanceof Refused
        ? logs.find(log.leadgenId())
            .filter(LeadLog::isErased)
            .<ManualResult>map(Changed::new)
            .orElse(done)
        : done;
  }

  private ManualResult change(LeadgenId id, Set<Status> from, Predicate<LeadLog> change) {
    Optional<LeadLog> log = logs.find(id);
    if (log.isEmpty()) {
      return new Unknown();
    }
    Optional<String> refusal = refusal(log.get(), from);
    return refusal.isPresent()
        ? new Refused(refusal.get())
        : done(log.get(), change.test(log.get()));
  }

  /** Returns why a lead cannot be marked, as a sentence for the user; empty if it can. */
  static Optional<String> markRefusal(LeadLog log) {
    return refusal(log, MARKED);
  }

  private static Optional<String> refusal(LeadLog log, Set<Status> from) {
    if (log.isErased()) {
      return Optional.of("the person's data were erased");
    }
    if (log.reason() == Reason.META_DASHBOARD_TEST) {
      return Optional.of(
          "the entry is from the test button of Meta's app dashboard and is not a real lead");
    }
    return from.contains(log.status())
        ? Optional.empty()
        : Optional.of(
            "the lead is "
                + log.status().text()
                + "; this action needs a lead that is "
                + names(from));
  }

  private static String names(Set<Status> statuses) {
    String all = statuses.stream().map(Status::text).collect(Collectors.joining(", "));
    return all.replaceFirst(", (\\w+)$", " or $1");
  }

  private ManualResult done(LeadLog seen, boolean written) {
    return written
        ? new Changed(logs.find(seen.leadgenId()).orElseThrow())
        : new Refused(ManualChanges.CONFLICT);
  }
}
