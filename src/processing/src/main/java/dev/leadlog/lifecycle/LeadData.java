package dev.leadlog.lifecycle;

import dev.leadlog.log.FetchedLead;
import dev.leadlog.mapping.Problem;
import java.util.List;

/**
 * What went wrong with a lead, and its data.
 *
 * @param rawPayload what Meta announced, as JSON
 * @param leadPayload the lead as Meta gave it, as JSON, unchanged
 * @param correctedPayload what a person corrected, as JSON
 * @param unexpectedAnswer what Meta answered when that was no lead, cut
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
