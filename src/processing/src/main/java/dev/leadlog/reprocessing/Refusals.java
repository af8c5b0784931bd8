package dev.leadlog.reprocessing;

import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.reprocessing.BulkReprocessor.Kind;
import java.time.Instant;
import java.util.Optional;

/** Why a log is left as it is: a sentence for the one who asked, and nothing where it is taken. */
final class Refusals {

  static Optional<String> whyNot(LeadLog log, Kind kind, Instant now) {
    if (log.isErased()) {
      return Optional.of("the person's data were erased, there is nothing left to process");
    }
    return kind == Kind.RETRY ? whyNotRetried(log, now) : whyNotProcessed(log);
  }

  private static Optional<String> whyNotProcessed(LeadLog log) {
    if (!log.status().canBeReprocessed()) {
      return Optional.of(
          "it is "
              + log.status().text()
              + "; only a lead that is neither Pending nor Processed can be processed again");
    }
    if (log.reason() == Reason.META_DASHBOARD_TEST) {
      return Optional.of("it is the test button of Meta's app dashboard, which names no real lead");
    }
    return log.leadgenId().isMalformed()
        ? Optional.of("it names no lead: Meta's announcement could not be read")
        : Optional.empty();
  }

  private static Optional<String> whyNotRetried(LeadLog log, Instant now) {
    if (log.status() != Status.PENDING) {
      return Optional.of(
          "it is "
              + log.status().text()
              + "; only a lead that is Pending and waits can be retried");
    }
    return log.isLeased(now)
        ? Optional.of("it is being processed at this moment")
        : Optional.empty();
  }

  private Refusals() {}
}
