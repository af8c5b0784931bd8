package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.lifecycle.LeadLog;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A mapped lead for a destination.
 *
 * @param log the log of the lead; destinations recognise a repeated delivery by its leadgen id
 * @param fields the mapped fields: texts, numbers, booleans, or lists of them
 * @param test whether the lead is from Meta's testing tool
 * @param known resolves {@code field:<name>} from the lead's payload, log, form and page
 */
public record OutgoingLead(
    LeadLog log,
    Map<String, JsonNode> fields,
    boolean test,
    Function<String, Optional<String>> known) {

  /** Creates a lead without any values except its fields. */
  public OutgoingLead(LeadLog log, Map<String, JsonNode> fields, boolean test) {
    this(log, fields, test, name -> Optional.empty());
  }

  /** The values are personal data. */
  @Override
  public String toString() {
    return "OutgoingLead[" + log.leadgenId() + "]";
  }
}
