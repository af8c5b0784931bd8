package dev.leadlog.polling;

import dev.leadlog.bulkintake.BulkIntake;
import dev.leadlog.bulkintake.BulkIntake.MissingPayload;
import dev.leadlog.bulkintake.BulkIntake.RecordResult;
import dev.leadlog.intake.LeadNotification;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.NewLead;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Records the leads that a poll finds. A lead that the log rejects permanently does not block its
 * form: it is recorded without its payload, else as malformed.
 */
@Singleton
class PolledLeads {

  /**
   * The result of recording leads.
   *
   * @param added the leads that have a new log
   * @param payloads the number of logs whose payload was filled
   */
  record Recorded(Set<LeadgenId> added, int payloads) {}

  private static final Logger LOG = Logger.getLogger(PolledLeads.class);

  private final BulkIntake intake;

  PolledLeads(BulkIntake intake) {
    this.intake = intake;
  }

  /**
   * @throws software.amazon.awssdk.core.exception.SdkException if the log did not store all of
   *     them; they must be read again
   */
  Recorded record(List<NewLead> leads) {
    Map<LeadgenId, RecordResult> outcomes = intake.record(leads, MissingPayload.FILL);
    List<NewLead> refused = refused(leads, outcomes);
    if (!refused.isEmpty()) {
      outcomes.putAll(withoutPayload(refused));
    }
    return new Recorded(
        added(outcomes), Collections.frequency(outcomes.values(), RecordResult.FILLED));
  }

  private Map<LeadgenId, RecordResult> withoutPayload(List<NewLead> refused) {
    List<NewLead> smaller = refused.stream().map(lead -> lead.with(null)).toList();
    Map<LeadgenId, RecordResult> outcomes = intake.record(smaller, MissingPayload.LEAVE);
    List<NewLead> malformed =
        refused(refused, outcomes).stream().map(LeadNotification::malformed).toList();
    LOG.warnf(
        "the log rejected %d leads with their payload, and %d of them also without it",
        refused.size(), malformed.size());
    intake.record(malformed, MissingPayload.LEAVE);
    return outcomes;
  }

  private static List<NewLead> refused(List<NewLead> leads, Map<LeadgenId, RecordResult> outcomes) {
    return leads.stream()
        .filter(lead -> outcomes.get(lead.leadgenId()) == RecordResult.REFUSED)
        .toList();
  }

  private static Set<LeadgenId> added(Map<LeadgenId, RecordResult> outcomes) {
    return outcomes.entrySet().stream()
        .filter(outcome -> outcome.getValue() == RecordResult.NEW)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
