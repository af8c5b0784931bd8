package dev.leadlog.mapping;

import dev.leadlog.log.Reason;
import java.util.List;

/** Field mappings that copy an answer unchanged. */
public final class Fields {

  /**
   * @param metaField null for none
   */
  public static FieldMapping of(
      String metaField, String leadField, boolean required, String defaultValue) {
    List<String> metaFields = metaField == null ? List.of() : List.of(metaField);
    return new FieldMapping(
        metaFields,
        leadField,
        required ? true : null,
        defaultValue == null ? List.of() : List.of(defaultValue),
        OnInvalid.ERROR,
        List.of(),
        List.of());
  }

  /** A field mapping whose answer is always invalid and omitted. */
  public static FieldMapping omitted(String metaField, String leadField) {
    PreparedValidator never =
        PreparedValidator.ofEachText(Reason.INVALID_PHONE, "another", text -> false);
    return new FieldMapping(
        List.of(metaField),
        leadField,
        null,
        List.of(),
        OnInvalid.OMIT,
        List.of(),
        List.of(new PreparedStep<>("never", never)));
  }

  private Fields() {}
}
