package dev.leadlog.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.log.FormId;

/**
 * A lead form as Meta lists it. A published form cannot be edited: an edit is a new form with a new
 * id.
 *
 * @param name null where Meta did not say
 * @param status {@code ACTIVE}, {@code ARCHIVED}, {@code DELETED} or {@code DRAFT}; empty where
 *     Meta did not say
 * @param json all that Meta said: {@code id, name, status, locale, created_time,
 *     questions[{key,label,type,options}], leads_count}
 */
public record LeadForm(FormId id, String name, String status, JsonNode json) {

  /** How many leads the form has had; null where Meta did not say. */
  public Long leadsCount() {
    JsonNode count = json.path("leads_count");
    return count.canConvertToLong() ? count.asLong() : null;
  }

  /** Nobody can fill it in any more. */
  public boolean isOver() {
    return status.equals("ARCHIVED") || status.equals("DELETED");
  }

  /** A draft was never shown to anyone. */
  public boolean isDraft() {
    return status.equals("DRAFT");
  }
}
