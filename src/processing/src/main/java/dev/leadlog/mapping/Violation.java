package dev.leadlog.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.log.Reason;

/**
 * Why a value is rejected.
 *
 * @param expected the accepted values, as text that follows "must be"; null if the rule's name is
 *     enough
 * @param value only its shape is shown; null if there is none
 */
public record Violation(Reason reason, String expected, JsonNode value) {

  /** The value is personal data. */
  @Override
  public String toString() {
    return "Violation[" + reason + ", " + expected + "]";
  }
}
