package dev.leadlog.log;

import java.time.Instant;

/**
 * A log that the sweep has to look at.
 *
 * @param sweepAt since when; also the mark by which only one sweep takes it
 */
public record DueLog(LeadgenId leadgenId, Instant sweepAt) {}
