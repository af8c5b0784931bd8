package dev.leadlog.graph;

import dev.leadlog.log.FetchedLead;
import dev.leadlog.log.LeadgenId;
import java.time.Instant;

/**
 * A lead of a list.
 *
 * @param createdTime null if it is missing or invalid
 * @param lead null if the entry cannot be stored as a payload
 */
public record ListedLead(LeadgenId id, Instant createdTime, FetchedLead lead) {}
