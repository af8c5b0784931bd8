package dev.leadlog.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.document.SpellingSuggestion;
import dev.leadlog.document.StrictReader;
import dev.leadlog.mapping.FieldMapping;
import dev.leadlog.mapping.OnInvalid;
import dev.leadlog.mapping.PreparedFunction;
import dev.leadlog.mapping.PreparedStep;
import dev.leadlog.mapping.PreparedValidator;
import dev.leadlog.mapping.formatting.FormattingFunction;
import dev.leadlog.mapping.steps.Arguments;
import dev.leadlog.mapping.steps.MappingStep;
import dev.leadlog.mapping.validation.FieldValidator;
import dev.leadlog.text.Json;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads a form's mapping, and prepares its steps. */
@Singleton
class MappingReader {

  private static final int MOST_STEPS = 50;

  private final Map<String, FormattingFunction> functions;
  private final Map<String, FieldValidator> validators;

  MappingReader(@All List<FormattingFunction> functions, @All List<FieldValidator> validators) {
    this.functions = byName(functions);
    this.validators = byName(validators);
  }

  /** Two beans with the same name are a deployment error, which stops the start. */
  private static <S extends MappingStep<?>> Map<String, S> byName(List<S> steps) {
    Map<String, S> byName = new TreeMap<>();
    for (S step : steps) {
      S other = byName.put(step.name(), step);
      if (other != null) {
        throw new IllegalStateException(
            "both %s and %s are called %s; rename one"
                .formatted(other.getClass().getName(), step.getClass().getName(), step.name()));
      }
    }
    return byName;
  }

  /** Returns the formatting functions, by name. */
  List<ObjectNode> functions() {
    return functions.values().stream().map(MappingStep::json).toList();
  }

  /** Returns the validators, by name. */
  List<ObjectNode> validators() {
    return validators.values().stream().map(MappingStep::json).toList();
  }

  List<FieldMapping> read(StrictReader form) {
    if (form.json("mapping").isEmpty()) {
      form.mistake("mapping", "is missing or empty; map at least one field");
    }
    Set<String> seen = new HashSet<>();
    return form.each("mapping", field -> field(field, seen));
  }

  private Optional<FieldMapping> field(StrictReader field, Set<String> seen) {
    field.knowing(
        "metaField", "leadField", "required", "default", "onInvalid", "format", "validate");
    Optional<String> leadField = field.requiredText("leadField", "the destination's field");
    List<String> metaFields = field.texts("metaField");
    List<String> defaults = field.texts("default");
    if (leadField.isPresent() && !seen.add(leadField.get())) {
      field.mistake("leadField", "\"" + leadField.get() + "\" is mapped twice; remove one");
    }
    if (defaults.contains("field:")) {
      field.mistake("default", "names no field; enter for example field:campaign_name");
    }
    if (field.json("format").size() > MOST_STEPS) {
      field.mistake("format", "must be of " + MOST_STEPS + " steps at most");
    }
    List<PreparedStep<PreparedFunction>> formats =
        steps(field, "format", "formatting function", functions);
    List<PreparedStep<PreparedValidator>> checks = checks(field, formats);
    if (!field.has("metaField") && !field.has("default") && !makesValue(formats)) {
      field.mistake("metaField", "is missing; enter the question's key, or a default");
    }
    Boolean required = field.has("required") ? field.flag("required", false) : null;
    OnInvalid onInvalid =
        field.oneOf("onInvalid", OnInvalid.values(), OnInvalid::text).orElse(OnInvalid.ERROR);
    if (onInvalid == OnInvalid.OMIT && Boolean.TRUE.equals(required)) {
      field.mistake("onInvalid", "\"omit\" conflicts with \"required\"; remove one of them");
    }
    return leadField.map(
        name -> new FieldMapping(metaFields, name, required, defaults, onInvalid, formats, checks));
  }

  private boolean makesValue(List<PreparedStep<PreparedFunction>> formats) {
    return formats.stream().anyMatch(step -> functions.get(step.name()).makesValue());
  }

  /** Returns the named validators and those that a formatting function adds. */
  private List<PreparedStep<PreparedValidator>> checks(
      StrictReader field, List<PreparedStep<PreparedFunction>> formats) {
    List<PreparedStep<PreparedValidator>> checks =
        new ArrayList<>(steps(field, "validate", "validator", validators));
    formats.stream()
        .flatMap(step -> functions.get(step.name()).validators().stream())
        .distinct()
        .filter(name -> checks.stream().noneMatch(check -> check.name().equals(name)))
        .forEach(
            name ->
                prepare(validators.get(name), StrictReader.of(Json.object()))
                    .ifPresent(checks::add));
    return List.copyOf(checks);
  }

  /** Reads steps, each a name or {@code {"name","args"}}. */
  private static <T> List<PreparedStep<T>> steps(
      StrictReader field, String list, String what, Map<String, ? extends MappingStep<T>> known) {
    return List.copyOf(field.each(list, "name", step -> step(step, what, known)));
  }

  private static <T> Optional<PreparedStep<T>> step(
      StrictReader reader, String what, Map<String, ? extends MappingStep<T>> known) {
    reader.knowing("name", "args");
    String name = reader.text("name").orElse("");
    MappingStep<T> step = known.get(name);
    if (step == null) {
      reader.mistake(
          "\"%s\" is not a %s; %s"
              .formatted(name, what, SpellingSuggestion.hint(name, known.keySet())));
      return Optional.empty();
    }
    return reader.has("args")
        ? reader.object("args").flatMap(args -> prepare(step, args))
        : prepare(step, reader.empty("args"));
  }

  private static <T> Optional<PreparedStep<T>> prepare(MappingStep<T> step, StrictReader args) {
    return Arguments.prepare(step, args).map(run -> new PreparedStep<>(step.name(), run));
  }
}
