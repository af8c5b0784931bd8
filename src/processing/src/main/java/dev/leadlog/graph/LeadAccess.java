package dev.leadlog.graph;

/**
 * Whether the leads of a page may be read (source: Meta, "Page, has_lead_access").
 *
 * @param failureReason in Meta's words; null where they may
 * @param failureResolution in Meta's words; null where they may
 */
public record LeadAccess(boolean granted, String failureReason, String failureResolution) {}
