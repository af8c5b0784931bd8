package dev.leadlog.listing;

import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.log.FormId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import java.time.Instant;

/**
 * Which logs a list shows. What is null does not matter.
 *
 * @param from received at or after
 * @param to received before
 */
public record LeadLogFilter(
    Status status,
    Reason reason,
    PageId pageId,
    FormId formId,
    Source source,
    String platform,
    Boolean test,
    Instant from,
    Instant to) {
}
