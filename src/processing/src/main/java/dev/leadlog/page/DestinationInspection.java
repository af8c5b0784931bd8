package dev.leadlog.page;

import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.delivery.DestinationField;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.delivery.Destinations;
import dev.leadlog.delivery.InspectionResult;
import dev.leadlog.document.SpellingSuggestion;
import dev.leadlog.mapping.FieldMapping;
import dev.leadlog.mapping.FieldTrace;
import dev.leadlog.mapping.LeadMapping;
import dev.leadlog.mapping.Problem;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Asks the destinations of a configuration that is to be saved, and holds its mappings against the
 * fields that they have.
 */
@Singleton
class DestinationInspection {

  /**
   * What came of it.
   *
   * @param mistakes each with its place; any is a refusal
   * @param warnings each with its place, or with what is not there
   */
  record Result(List<String> mistakes, List<String> warnings) {}

  private static final int AT_ONCE = 4;

  private final Destinations destinations;
  private final BoundedExecutor executor;

  DestinationInspection(Destinations destinations, BoundedExecutor executor) {
    this.executor = executor;
    this.destinations = destinations;
  }

  Result of(PageConfig page) {
    Map<String, DestinationSetting> settings = settings(page);
    Map<DestinationSetting, InspectionResult> inspected = inspected(settings);
    Set<String> mistakes = new TreeSet<>();
    Set<String> warnings = new TreeSet<>();
    settings.forEach(
        (place, setting) -> {
          inspected.get(setting).mistakes().forEach(m -> mistakes.add(place + "." + m));
          inspected.get(setting).warnings().forEach(w -> warnings.add(place + "." + w));
        });
    for (int i = 0; i < page.forms().size(); i++) {
      FormConfig form = page.forms().get(i);
      DestinationSetting setting = page.destination(form).orElse(null);
      if (setting != null) {
        String place = "forms[" + i + "].mapping";
        InspectionResult inspection = inspected.get(setting);
        for (int field = 0; field < form.mapping().size(); field++) {
          String at = place + "[" + field + "].";
          mistake(setting, inspection, form.mapping().get(field))
              .ifPresent(m -> mistakes.add(at + m));
        }
        unfilled(form, inspection).forEach(w -> warnings.add(place + w));
      }
    }
    return new Result(List.copyOf(mistakes), List.copyOf(warnings));
  }

  /** Every setting by the place where it stands. */
  private static Map<String, DestinationSetting> settings(PageConfig page) {
    Map<String, DestinationSetting> settings = new LinkedHashMap<>();
    if (page.destination() != null) {
      settings.put("destination", page.destination());
    }
    for (int i = 0; i < page.forms().size(); i++) {
      if (page.forms().get(i).destination() != null) {
        settings.put("forms[" + i + "].destination", page.forms().get(i).destination());
      }
    }
    return settings;
  }

  private Map<DestinationSetting, InspectionResult> inspected(
      Map<String, DestinationSetting> settings) {
    List<DestinationSetting> distinct = settings.values().stream().distinct().toList();
    List<InspectionResult> inspections = executor.each(distinct, AT_ONCE, destinations::inspect);
    Map<DestinationSetting, InspectionResult> inspected = new HashMap<>();
    for (int i = 0; i < distinct.size(); i++) {
      inspected.put(distinct.get(i), inspections.get(i));
    }
    return inspected;
  }

  /** Why a field can never be filled as the mapping says. */
  private Optional<String> mistake(
      DestinationSetting setting, InspectionResult inspection, FieldMapping mapping) {
    List<DestinationField> fields = inspection.fields().orElse(List.of());
    Optional<DestinationField> field =
        fields.stream().filter(known -> known.name().equals(mapping.leadField())).findFirst();
    if (field.isEmpty() && inspection.fields().isPresent() && !inspection.takesOthers()) {
      return Optional.of(
          "leadField: \"%s\" is not a field of the destination; it has %s"
              .formatted(mapping.leadField(), some(fields)));
    }
    if (field.filter(DestinationField::readOnly).isPresent()) {
      return Optional.of(
          "leadField: \"%s\" cannot be filled: it is read-only or a table (%s)"
              .formatted(mapping.leadField(), field.get().type()));
    }
    return LeadMapping.constants(mapping).stream()
        .flatMap(constant -> wrong(setting, field, constant).stream())
        .findFirst();
  }

  private Optional<String> wrong(
      DestinationSetting setting, Optional<DestinationField> field, FieldTrace constant) {
    String text = "default: \"" + constant.answers().get(0).asText() + "\" ";
    if (!constant.problems().isEmpty()) {
      Problem problem = constant.problems().get(0);
      String rule =
          problem.expected() == null ? "pass " + problem.rule() : "be " + problem.expected();
      return Optional.of(text + "must " + rule);
    }
    return field
        .filter(known -> constant.value().isPresent())
        .flatMap(known -> destinations.typeMismatch(setting, known, constant.value().get()))
        .map(expected -> text + "must be " + expected);
  }

  private static List<String> unfilled(FormConfig form, InspectionResult inspection) {
    Set<String> filled =
        form.mapping().stream().map(FieldMapping::leadField).collect(Collectors.toSet());
    return inspection.fields().orElse(List.of()).stream()
        .filter(field -> field.required() && !filled.contains(field.name()))
        .map(field -> ": " + (field.isPlaceholder() ? noValue(field, filled) : noField(field)))
        .toList();
  }

  private static String noValue(DestinationField place, Set<String> filled) {
    return "the body has a place %s that no field of the mapping fills, so it stays empty; %s"
        .formatted(place.label(), SpellingSuggestion.hint(place.name(), filled));
  }

  private static String noField(DestinationField field) {
    return "nothing fills " + named(field);
  }

  private static String named(DestinationField field) {
    return field.label().equals(field.name())
        ? "\"" + field.name() + "\", which the destination requires"
        : "\"%s\" (%s), which the destination requires".formatted(field.name(), field.label());
  }

  /** Enough to see the misspelling by. */
  private static String some(List<DestinationField> fields) {
    List<String> sorted = fields.stream().map(DestinationField::name).sorted().toList();
    return sorted.size() <= 40
        ? String.join(", ", sorted)
        : String.join(", ", sorted.subList(0, 40)) + " and " + (sorted.size() - 40) + " more";
  }
}
