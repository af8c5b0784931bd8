package dev.leadlog.lifecycle;

import dev.leadlog.log.FetchedLead;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.mapping.Problem;
import java.time.Instant;
import java.util.List;

/**
 * How a processing attempt ended, as it is written to the log.
 *
 * @param read the lead that this attempt read; null where it read none
 * @param used the configuration that it went by; null where there is none
 * @param deliveries what became of the lead at each of its destinations; empty where none was
 *     reached, which leaves those of the log as they are
 * @param due when the log is due again
 * @param test whether the lead is known as a test now
 * @param unexpectedAnswer what Meta answered when that was no lead; else null
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
   * What the rules found.
   *
   * @param status Pending where the lead waits
   * @param reason null when the lead was processed without a remark
   * @param message what happened, in words without personal data; null where the reason says it all
   * @param reference the record at the destination; null where none was made
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
   * @param formName null where the form is not listed, or has no name there
   */
  public record ConfigurationUsed(String reference, String formName) {}

  /**
   * When a log is due again.
   *
   * @param retryAt when a Pending lead is tried again; null for every other status
   * @param readAt when the payload of a final log is to be read; null where there is nothing to
   *     read
   * @param attemptCounts false where the attempt does not count, as when Meta throttled it
   */
  public record Due(Instant retryAt, Instant readAt, boolean attemptCounts) {

    public static Due retry(Instant at, boolean attemptCounts) {
      return new Due(at, null, attemptCounts);
    }

    /** Of a final log, whose payload is read later where a time is given. */
    public static Due read(Instant at) {
      return new Due(null, at, true);
    }
  }

  /** The same for a log that cannot hold the payload that was read. */
  Outcome withoutPayload() {
    return new Outcome(result, null, used, deliveries, due, test, null);
  }

  public Status status() {
    return result.status();
  }
}
