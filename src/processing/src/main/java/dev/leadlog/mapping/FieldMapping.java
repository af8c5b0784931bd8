package dev.leadlog.mapping;

import java.util.List;
import java.util.Optional;

/**
 * How one field of the destination is filled.
 *
 * @param metaFields the keys of the questions, each matched exactly; empty for a field that no
 *     answer fills
 * @param leadField the destination's field
 * @param required no value is an Error
 * @param defaultValue what is used when the lead has no value: a constant, or {@code field:<name>};
 *     null for none
 * @param formats the formatting functions, one after the other
 * @param checks the validators of what they leave
 */
public record FieldMapping(
    List<String> metaFields,
    String leadField,
    boolean required,
    String defaultValue,
    List<Prepared<Format>> formats,
    List<Prepared<Check>> checks) {

  private static final String REFERENCE = "field:";

  /** What a default {@code field:<name>} names; nothing for a constant. */
  Optional<String> defaultReference() {
    return Optional.ofNullable(defaultValue)
        .filter(value -> value.startsWith(REFERENCE))
        .map(value -> value.substring(REFERENCE.length()));
  }
}
