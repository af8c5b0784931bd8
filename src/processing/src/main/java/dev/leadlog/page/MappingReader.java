package dev.leadlog.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.mapping.FieldMapping;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a form's mapping. */
@Singleton
class MappingReader {

  List<FieldMapping> read(DocumentReader form) {
    if (form.list("mapping").isEmpty()) {
      form.mistake("mapping", "is missing or empty; map at least one field");
    }
    Set<String> seen = new HashSet<>();
    return form.each("mapping", (field, i) -> field(field, seen));
  }

  private static Optional<FieldMapping> field(DocumentReader field, Set<String> seen) {
    field.knowing("metaField", "leadField", "required", "default", "format", "validate");
    Optional<String> leadField = field.requiredText("leadField", "the destination's field");
    Optional<String> metaField = field.text("metaField");
    Optional<String> defaultValue = field.text("default");
    if (leadField.isPresent() && !seen.add(leadField.get())) {
      field.mistake("leadField", "\"" + leadField.get() + "\" is mapped twice; keep one of them");
    }
    if (!field.has("metaField") && !field.has("default")) {
      field.mistake("metaField", "is missing; name the question's key, or give a default");
    }
    if (defaultValue.filter(value -> value.equals("field:")).isPresent()) {
      field.mistake("default", "names no field; write field:campaign_name, for example");
    }
    refuseNames(field, "format", "formatting function");
    refuseNames(field, "validate", "validator");
    return leadField.map(
        name ->
            new FieldMapping(
                metaField.orElse(null),
                name,
                field.flag("required", false),
                defaultValue.orElse(null)));
  }

  /** This version has none of either, and a name that does nothing must not look as if it did. */
  private static void refuseNames(DocumentReader field, String list, String what) {
    JsonNode steps = field.list(list);
    for (int i = 0; i < steps.size(); i++) {
      String name =
          steps.get(i).isTextual() ? steps.get(i).asText() : steps.get(i).path("name").asText();
      field.mistake(
          list + "[" + i + "]",
          "\"%s\" is not a %s of this version; leave it out".formatted(name, what));
    }
  }
}
