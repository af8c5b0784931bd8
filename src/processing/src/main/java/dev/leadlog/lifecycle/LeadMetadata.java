package dev.leadlog.lifecycle;

import dev.leadlog.log.FetchedLead;
import dev.leadlog.log.LeadIds;
import dev.leadlog.log.Source;
import java.time.Instant;

/**
 * The origin of a lead.
 *
 * @param platform null until the lead is read
 * @param organic null until the lead is read, or if it is not known
 * @param test whether the lead is from Meta's dashboard or testing tool
 * @param erasedAt when the person's data were erased; such a log is never read or processed again
 */
public record LeadMetadata(
    LeadIds ids,
    Instant createdTime,
    Instant receivedTime,
    Source source,
    String platform,
    Boolean organic,
    boolean test,
    Instant erasedAt) {

  LeadMetadata with(FetchedLead lead) {
    return new LeadMetadata(
        ids.or(lead.formId(), lead.adId()),
        createdTime == null ? lead.createdTime() : createdTime,
        receivedTime,
        source,
        lead.platform() == null ? platform : lead.platform(),
        lead.isOrganic(ids.adId()),
        test || lead.test(),
        erasedAt);
  }
}
