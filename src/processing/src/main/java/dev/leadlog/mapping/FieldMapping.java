package dev.leadlog.mapping;

import dev.leadlog.log.Reason;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Defines how one field of the destination is filled.
 *
 * @param metaFields the keys of the questions, or names as for {@code field:}; empty for a field
 *     that no answer fills
 * @param leadField the destination's field
 * @param required true: a missing value is an Error; false: an unresolved default leaves the field
 *     out; null if it is not set
 * @param defaults used if the lead has no value; the first one that resolves is taken: a constant,
 *     or {@code field:<name>}
 * @param formats the formatting functions, in their order
 * @param checks the validators of their results
 */
public record FieldMapping(
    List<String> metaFields,
    String leadField,
    Boolean required,
    List<String> defaults,
    OnInvalid onInvalid,
    List<PreparedStep<PreparedFunction>> formats,
    List<PreparedStep<PreparedValidator>> checks) {

  private static final String REFERENCE = "field:";

  private static final Set<Reason> NEVER_PASSED_OVER =
      EnumSet.of(Reason.MISSING_REQUIRED, Reason.UNRESOLVED_DEFAULT);

  boolean isRequired() {
    return Boolean.TRUE.equals(required);
  }

  boolean isOptional() {
    return Boolean.FALSE.equals(required);
  }

  /** Returns the same field without answers and with only this default. */
  FieldMapping withDefault(String one) {
    return new FieldMapping(
        List.of(), leadField, required, List.of(one), OnInvalid.ERROR, formats, checks);
  }

  /** Returns the name of a default {@code field:<name>}; empty for a constant. */
  public static Optional<String> reference(String aDefault) {
    return Optional.of(aDefault)
        .filter(value -> value.startsWith(REFERENCE))
        .map(value -> value.substring(REFERENCE.length()));
  }

  /** Returns whether a lead with this problem is delivered nevertheless. */
  public boolean tolerates(Problem problem) {
    return onInvalid != OnInvalid.ERROR && !NEVER_PASSED_OVER.contains(problem.reason());
  }

  /** Returns whether the answer is delivered unchanged; never for an invalid phone number. */
  boolean keeps(Problem problem) {
    return onInvalid == OnInvalid.KEEP && problem.reason() != Reason.INVALID_PHONE;
  }
}
