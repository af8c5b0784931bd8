package dev.leadlog.graph;

/**
 * Whether the app may read the leads of a page (source: Meta, "Page, has_lead_access").
 *
 * @param failureReason Meta's text; null if access is granted
 * @param failureResolution Meta's text; null if access is granted
 */
public record LeadAccess(boolean granted, String failureReason, String failureResolution) {}
