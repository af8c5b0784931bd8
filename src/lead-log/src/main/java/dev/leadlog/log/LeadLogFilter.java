package dev.leadlog.log;

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

  /** Whether a log matches, but for its time, by which the index is read. */
  boolean matches(LeadLog log) {
    return (status == null || status == log.status())
        && (reason == null || reason == log.reason())
        && (pageId == null || pageId.equals(log.pageId()))
        && (formId == null || formId.equals(log.formId()))
        && (source == null || source == log.source())
        && (platform == null || platform.equals(log.platform()))
        && (test == null || test == log.test());
  }
}
