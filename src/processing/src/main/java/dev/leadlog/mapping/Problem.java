package dev.leadlog.mapping;

import dev.leadlog.log.Reason;

/**
 * Why one field of a lead could not be mapped. It never holds the personal value.
 *
 * @param field the destination's field; {@code lead} for the lead as a whole
 * @param rule what was not met, by the name that the mapping has for it, as {@code required}
 * @param expected what the value would have to be, in words that follow "must be"; null where the
 *     rule's name says it
 * @param shape what the value looks like, as {@code 11 digits}; null where there is none
 */
public record Problem(String field, String rule, Reason reason, String expected, String shape) {

  /** For a rule whose name says it all. */
  public Problem(String field, String rule, Reason reason) {
    this(field, rule, reason, null, null);
  }

  /** For a value, of which it tells the shape. */
  public static Problem of(String field, String rule, Violation violation) {
    String shape = violation.value() == null ? null : RedactedValue.of(violation.value());
    return new Problem(field, rule, violation.reason(), violation.expected(), shape);
  }

  /**
   * As {@code email_id: length: must be of 140 characters at most, and is text of 200 characters}.
   */
  public String message() {
    String message = field + ": " + rule;
    message = expected == null ? message : message + ": must be " + expected;
    return shape == null ? message : message + ", and is " + shape;
  }
}
