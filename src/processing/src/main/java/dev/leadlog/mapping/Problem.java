package dev.leadlog.mapping;

import dev.leadlog.log.Reason;

/**
 * Why one field of a lead could not be mapped. It never contains the personal value.
 *
 * @param field the destination's field; {@code lead} for the lead as a whole
 * @param rule the name of the violated rule in the mapping, such as {@code required}
 * @param expected the accepted values, as text that follows "must be"; null if the rule's name is
 *     enough
 * @param shape a description of the value such as {@code 11 digits}; null if there is no value
 */
public record Problem(String field, String rule, Reason reason, String expected, String shape) {

  /** Creates a problem for a rule whose name is enough. */
  public Problem(String field, String rule, Reason reason) {
    this(field, rule, reason, null, null);
  }

  /** Creates a problem for a value, with its shape. */
  public static Problem of(String field, String rule, Violation violation) {
    String shape = violation.value() == null ? null : RedactedValue.of(violation.value());
    return new Problem(field, rule, violation.reason(), violation.expected(), shape);
  }

  /**
   * Returns for example {@code email_id: length: must be of 140 characters at most, and is text of
   * 200 characters}.
   */
  public String message() {
    String message = field + ": " + rule;
    message = expected == null ? message : message + ": must be " + expected;
    return shape == null ? message : message + ", and is " + shape;
  }
}
