package dev.leadlog.lifecycle;

import dev.leadlog.log.FetchedLead;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.mapping.Problem;
import java.time.Instant;
import java.util.List;

/**
 * How a processing attempt ended, as written to the log.
 *
 * @param read the lead that this attempt read; null if it read none
 * @param used the configuration that was used; null if there is none
 * @param deliveries the state at each destination; empty if none was tried, which keeps the entries
 *     of the log
 * @param due when the log is due again
 * @param test whether the lead is a test lead
 * @param unexpectedAnswer Meta's response if it was not a lead; else null
 */
public record Outcome(
    Result result,
    FetchedLead read,
    ConfigurationUsed used,
    List<DeliveryEntry> deliveries,
    Due due,
    boolean test,
    String unexpectedAnswer) {

  /**
   * The result of the rules.
   *
   * @param status Pending if the lead waits
   * @param reason null if the lead was processed without a remark
   * @param message what happened, without personal data; null if the reason is enough
   * @param reference the record at the destination; null if there is none
   */
  public record Result(
      Status status,
      Reason reason,
      String message,
      List<Problem> problems,
      LeadDocReference reference) {

    public static Result of(Status status, Reason reason, String message) {
      return new Result(status, reason, message, List.of(), null);
    }
  }

  /**
   * The page configuration that was used.
   *
   * @param formName null if the form is not listed, or has no name there
   */
  public record ConfigurationUsed(String reference, String formName) {}

  /**
   * When a log is due again.
   *
   * @param retryAt when a Pending lead is retried; null for every other status
   * @param readAt when to read the payload of a final log; null if there is nothing to read
   * @param attemptCounts false if the attempt is not counted, for example because Meta throttled it
   */
  public record Due(Instant retryAt, Instant readAt, boolean attemptCounts) {

    public static Due retry(Instant at, boolean attemptCounts) {
      return new Due(at, null, attemptCounts);
    }

    /** Creates the due time of a final log; null if its payload is not read later. */
    public static Due read(Instant at) {
      return new Due(null, at, true);
    }
  }

  /** Returns the outcome for a log whose item cannot hold the payload. */
  Outcome withoutPayload() {
    return new Outcome(result, null, used, deliveries, due, test, null);
  }

  public Status status() {
    return result.status();
  }
}
