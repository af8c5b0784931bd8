package dev.leadlog.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.log.Reason;

/**
 * Why a value is not taken.
 *
 * @param expected what it would have to be, in words that follow "must be"; null where the rule's
 *     name says it
 * @param value tells its shape and is not shown; null where there is none
 */
public record Violation(Reason reason, String expected, JsonNode value) {

  /** The value is personal data. */
  @Override
  public String toString() {
    return "Violation[" + reason + ", " + expected + "]";
  }
}
