package dev.leadlog.log;

import java.time.Instant;
import java.util.List;

/**
 * How one round of processing ended, to be written into the log.
 *
 * @param reason null when the lead was processed without a remark
 * @param message what happened, in words without personal data; null where there is nothing to say
 * @param retryAt when a Pending lead is due again; null for every other status
 * @param readAgainAt when the payload is to be read, for a log that is final without one; else null
 * @param attempt false where the round is not to be counted, as when Meta throttled it
 * @param unexpectedAnswer what Meta answered when that was no lead; else null
 */
public record Conclusion(
    Status status,
    Reason reason,
    String message,
    List<Problem> problems,
    LeadDocReference leadDocReference,
    String configReference,
    String leadForm,
    boolean test,
    Instant retryAt,
    Instant readAgainAt,
    boolean attempt,
    String unexpectedAnswer) {}
