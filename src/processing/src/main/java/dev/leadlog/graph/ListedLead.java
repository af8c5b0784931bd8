package dev.leadlog.graph;

import dev.leadlog.log.FetchedLead;
import dev.leadlog.log.LeadgenId;
import java.time.Instant;

/**
 * A lead of a list.
 *
 * @param createdTime null where Meta did not say, or it cannot be read
 * @param lead null where what Meta gave cannot be kept as a payload
 */
public record ListedLead(LeadgenId id, Instant createdTime, FetchedLead lead) {}
