package dev.leadlog.log;

import java.time.Instant;

/**
 * How many leads of one kind were created in one quarter of an hour, tests left out.
 *
 * @param quarter when it begins
 * @param platform empty where it is not known
 * @param timed how many of them the processor processed and Meta said when they were created
 * @param seconds from created to processed, of these together
 */
public record LeadCount(
    Instant quarter,
    Status status,
    Source source,
    String platform,
    long leads,
    long timed,
    long seconds) {}
