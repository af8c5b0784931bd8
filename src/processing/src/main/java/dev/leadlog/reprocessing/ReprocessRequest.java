package dev.leadlog.reprocessing;

import java.time.Instant;

/**
 * What someone asks for.
 *
 * @param kind what is to happen to each lead
 * @param by who asks, for the history
 * @param how how it is processed
 * @param job the job in whose name it happens; null for one lead
 * @param since a log that has changed after this is left alone by the job; null without a job
 */
record ReprocessRequest(
    BulkReprocessor.ReprocessAction kind,
    String by,
    ReprocessOptions how,
    String job,
    Instant since) {}
