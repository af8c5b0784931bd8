package dev.leadlog.delivery;

import dev.leadlog.log.LeadLog;
import java.util.List;
import java.util.Map;

/**
 * A lead on its way out.
 *
 * @param log whose lead it is; its leadgen id is what makes delivering twice harmless
 * @param fields as mapped
 * @param test a lead of Meta's testing tool
 */
public record OutgoingLead(LeadLog log, Map<String, List<String>> fields, boolean test) {

  /** The values are personal data. */
  @Override
  public String toString() {
    return "OutgoingLead[" + log.leadgenId() + "]";
  }
}
