package dev.leadlog.mapping;

import java.util.List;

/** Fields that take an answer as it is. */
public final class Fields {

  /**
   * @param metaField null for none
   */
  public static FieldMapping of(
      String metaField, String leadField, boolean required, String defaultValue) {
    List<String> metaFields = metaField == null ? List.of() : List.of(metaField);
    return new FieldMapping(metaFields, leadField, required, defaultValue, List.of(), List.of());
  }

  private Fields() {}
}
