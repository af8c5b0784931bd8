package dev.leadlog.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.mapping.Check;
import dev.leadlog.mapping.FieldMapping;
import dev.leadlog.mapping.Format;
import dev.leadlog.mapping.Prepared;
import dev.leadlog.mapping.formatting.FormattingFunction;
import dev.leadlog.mapping.formatting.FormattingFunctions;
import dev.leadlog.mapping.steps.Arguments;
import dev.leadlog.mapping.steps.Step;
import dev.leadlog.mapping.validation.FieldValidator;
import dev.leadlog.mapping.validation.FieldValidators;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a form's mapping, and prepares its steps. */
@Singleton
class MappingReader {

  private final Map<String, FormattingFunction> functions;
  private final Map<String, FieldValidator> validators;

  MappingReader(FormattingFunctions functions, FieldValidators validators) {
    this.functions = functions.byName();
    this.validators = validators.byName();
  }

  List<FieldMapping> read(DocumentReader form) {
    if (form.list("mapping").isEmpty()) {
      form.mistake("mapping", "is missing or empty; map at least one field");
    }
    Set<String> seen = new HashSet<>();
    return form.each("mapping", (field, i) -> field(field, seen));
  }

  private Optional<FieldMapping> field(DocumentReader field, Set<String> seen) {
    field.knowing("metaField", "leadField", "required", "default", "format", "validate");
    Optional<String> leadField = field.requiredText("leadField", "the destination's field");
    List<String> metaFields = field.textOrTexts("metaField");
    Optional<String> defaultValue = field.text("default");
    if (leadField.isPresent() && !seen.add(leadField.get())) {
      field.mistake("leadField", "\"" + leadField.get() + "\" is mapped twice; keep one of them");
    }
    if (defaultValue.filter(value -> value.equals("field:")).isPresent()) {
      field.mistake("default", "names no field; write field:campaign_name, for example");
    }
    List<Prepared<Format>> formats = steps(field, "format", "formatting function", functions);
    List<Prepared<Check>> checks = checks(field, formats);
    if (!field.has("metaField") && !field.has("default") && !makesValue(formats)) {
      field.mistake("metaField", "is missing; name the question's key, or give a default");
    }
    return leadField.map(
        name ->
            new FieldMapping(
                metaFields,
                name,
                field.flag("required", false),
                defaultValue.orElse(null),
                formats,
                checks));
  }

  private boolean makesValue(List<Prepared<Format>> formats) {
    return formats.stream().anyMatch(step -> functions.get(step.name()).makesValue());
  }

  /** Those that are named, and those that come along with a formatting function. */
  private List<Prepared<Check>> checks(DocumentReader field, List<Prepared<Format>> formats) {
    List<Prepared<Check>> checks =
        new ArrayList<>(steps(field, "validate", "validator", validators));
    formats.stream()
        .flatMap(step -> functions.get(step.name()).validators().stream())
        .distinct()
        .filter(name -> checks.stream().noneMatch(check -> check.name().equals(name)))
        .forEach(name -> prepare(validators.get(name)).ifPresent(checks::add));
    return List.copyOf(checks);
  }

  private static <T> Optional<Prepared<T>> prepare(Step<T> step) {
    return Arguments.prepare(step, Json.object(), (argument, mistake) -> {})
        .map(run -> new Prepared<>(step.name(), run));
  }

  /** Each a name, or {@code {"name","args"}}. */
  private static <T> List<Prepared<T>> steps(
      DocumentReader field, String list, String what, Map<String, ? extends Step<T>> known) {
    List<Prepared<T>> prepared = new ArrayList<>();
    JsonNode steps = field.list(list);
    for (int i = 0; i < steps.size(); i++) {
      DocumentReader place = field.element(list, i, "name");
      String name = place.text("name").orElse("");
      Step<T> step = known.get(name);
      place.knowing("name", "args");
      if (step == null) {
        field.mistake(
            list + "[" + i + "]",
            "\"%s\" is not a %s; known are %s"
                .formatted(name, what, String.join(", ", known.keySet())));
      } else {
        prepare(place, step).ifPresent(run -> prepared.add(new Prepared<>(name, run)));
      }
    }
    return List.copyOf(prepared);
  }

  private static <T> Optional<T> prepare(DocumentReader place, Step<T> step) {
    JsonNode args = place.json().path("args");
    if (args.isMissingNode() || args.isNull() || place.object("args").isPresent()) {
      return Arguments.prepare(step, args, (name, wrong) -> place.mistake("args." + name, wrong));
    }
    return Optional.empty();
  }
}
