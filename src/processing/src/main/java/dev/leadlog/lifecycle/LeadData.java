package dev.leadlog.lifecycle;

import dev.leadlog.log.FetchedLead;
import dev.leadlog.mapping.Problem;
import java.util.List;

/**
 * The error and the payloads of a lead.
 *
 * @param rawPayload Meta's notification, as JSON
 * @param leadPayload the lead as Meta returned it, as JSON, unchanged
 * @param correctedPayload the payload that a person corrected, as JSON
 * @param unexpectedAnswer Meta's response if it was not a lead, truncated
 * @param notifications how often Meta announced it
 */
public record LeadData(
    String errorMessage,
    List<Problem> problems,
    String rawPayload,
    String leadPayload,
    String correctedPayload,
    String unexpectedAnswer,
    int notifications,
    List<HistoryEntry> history) {

  LeadData with(FetchedLead lead) {
    return new LeadData(
        errorMessage,
        problems,
        rawPayload,
        lead.payload(),
        correctedPayload,
        unexpectedAnswer,
        notifications,
        history);
  }

  /** The answers are personal data. */
  @Override
  public String toString() {
    return "LeadData[" + problems + "]";
  }
}
