package dev.leadlog.mapping;

import dev.leadlog.log.Reason;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How one field of the destination is filled.
 *
 * @param metaFields the keys of the questions, or what {@code field:} may name; empty for a field
 *     that no answer fills
 * @param leadField the destination's field
 * @param required true where no value is an Error, false where a default that finds nothing is
 *     none; null where nothing is said
 * @param defaults what is used when the lead has no value, the first that finds something: each a
 *     constant, or {@code field:<name>}
 * @param formats the formatting functions, one after the other
 * @param checks the validators of what they leave
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

  /** The same without answers, and with this default alone. */
  FieldMapping withDefault(String one) {
    return new FieldMapping(
        List.of(), leadField, required, List.of(one), OnInvalid.ERROR, formats, checks);
  }

  /** What a default {@code field:<name>} names; nothing for a constant. */
  public static Optional<String> reference(String aDefault) {
    return Optional.of(aDefault)
        .filter(value -> value.startsWith(REFERENCE))
        .map(value -> value.substring(REFERENCE.length()));
  }

  /** Whether a lead with this problem is delivered all the same. */
  public boolean passesOver(Problem problem) {
    return onInvalid != OnInvalid.ERROR && !NEVER_PASSED_OVER.contains(problem.reason());
  }

  /** An invalid phone number is never delivered as text. */
  boolean keeps(Problem problem) {
    return onInvalid == OnInvalid.KEEP && problem.reason() != Reason.INVALID_PHONE;
  }
}
