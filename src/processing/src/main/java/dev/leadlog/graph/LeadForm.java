package dev.leadlog.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.log.FormId;

/**
 * A lead form in Meta's list. A published form cannot be edited: an edit creates a new form with a
 * new id.
 *
 * @param name null if Meta returned none
 * @param status {@code ACTIVE}, {@code ARCHIVED}, {@code DELETED} or {@code DRAFT}; empty if Meta
 *     returned none
 * @param json the complete entry: {@code id, name, status, locale, created_time,
 *     questions[{key,label,type,options}], leads_count}
 */
public record LeadForm(FormId id, String name, String status, JsonNode json) {

  /** Returns the number of leads of the form; null if Meta returned none. */
  public Long leadsCount() {
    JsonNode count = json.path("leads_count");
    return count.canConvertToLong() ? count.asLong() : null;
  }

  /** Returns whether the form can no longer be filled in. */
  public boolean isClosed() {
    return status.equals("ARCHIVED") || status.equals("DELETED");
  }

  /** Returns whether the form is a draft, which was never published. */
  public boolean isDraft() {
    return status.equals("DRAFT");
  }
}
