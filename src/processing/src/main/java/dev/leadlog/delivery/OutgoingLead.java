package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.lifecycle.LeadLog;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A lead on its way out.
 *
 * @param log whose lead it is; its leadgen id is what makes delivering twice harmless
 * @param fields as mapped: texts, numbers, true or false, or lists of them
 * @param test a lead of Meta's testing tool
 * @param known what {@code field:<name>} finds in the lead's payload, log, form and page
 */
public record OutgoingLead(
    LeadLog log,
    Map<String, JsonNode> fields,
    boolean test,
    Function<String, Optional<String>> known) {

  /** A lead of which nothing is known beside its fields. */
  public OutgoingLead(LeadLog log, Map<String, JsonNode> fields, boolean test) {
    this(log, fields, test, name -> Optional.empty());
  }

  /** The values are personal data. */
  @Override
  public String toString() {
    return "OutgoingLead[" + log.leadgenId() + "]";
  }
}
