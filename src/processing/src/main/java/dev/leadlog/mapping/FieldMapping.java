package dev.leadlog.mapping;

import java.util.Optional;

/**
 * How one field of the destination is filled.
 *
 * @param metaField the question's key, matched exactly; null for a field that only has a default
 * @param leadField the destination's field
 * @param required no value is an Error
 * @param defaultValue what is used when the lead has no value: a constant, or {@code field:<name>};
 *     null for none
 */
public record FieldMapping(
    String metaField, String leadField, boolean required, String defaultValue) {

  static final String REFERENCE = "field:";

  Optional<String> defaultReference() {
    return Optional.ofNullable(defaultValue)
        .filter(value -> value.startsWith(REFERENCE))
        .map(value -> value.substring(REFERENCE.length()));
  }
}
