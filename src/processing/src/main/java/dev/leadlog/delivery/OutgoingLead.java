package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.lifecycle.LeadLog;
import java.util.Map;

/**
 * A lead on its way out.
 *
 * @param log whose lead it is; its leadgen id is what makes delivering twice harmless
 * @param fields as mapped: texts, numbers, true or false, or lists of them
 * @param test a lead of Meta's testing tool
 */
public record OutgoingLead(LeadLog log, Map<String, JsonNode> fields, boolean test) {

  /** The values are personal data. */
  @Override
  public String toString() {
    return "OutgoingLead[" + log.leadgenId() + "]";
  }
}
