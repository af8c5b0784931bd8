package dev.leadlog.reprocessing;

import java.time.Instant;

/**
 * A request to reprocess a lead.
 *
 * @param kind what to do with the lead
 * @param by the caller, for the history
 * @param how how it is processed
 * @param job the id of the job; null for a single lead
 * @param since the job skips a log that has changed after this time; null without a job
 */
record ReprocessRequest(
    BulkReprocessor.ReprocessAction kind,
    String by,
    ReprocessOptions how,
    String job,
    Instant since) {}
