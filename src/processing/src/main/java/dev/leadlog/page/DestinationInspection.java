package dev.leadlog.page;

import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.delivery.DestinationField;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.delivery.Destinations;
import dev.leadlog.delivery.Inspection;
import dev.leadlog.mapping.FieldMapping;
import jakarta.inject.Singleton;
import java.util.ArrayList;
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
    Map<DestinationSetting, Inspection> inspected = inspected(settings);
    Set<String> mistakes = new TreeSet<>();
    Set<String> warnings = new TreeSet<>();
    settings.forEach(
        (place, setting) -> {
          inspected.get(setting).mistakes().forEach(m -> mistakes.add(place + "." + m));
          inspected.get(setting).warnings().forEach(w -> warnings.add(place + "." + w));
        });
    for (int i = 0; i < page.forms().size(); i++) {
      FormConfig form = page.forms().get(i);
      Optional<Inspection> inspection = page.destination(form).map(inspected::get);
      if (inspection.isPresent()) {
        compare("forms[" + i + "]", form, inspection.get(), mistakes, warnings);
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

  private Map<DestinationSetting, Inspection> inspected(Map<String, DestinationSetting> settings) {
    List<DestinationSetting> distinct = settings.values().stream().distinct().toList();
    List<Inspection> inspections = executor.each(distinct, AT_ONCE, destinations::inspect);
    Map<DestinationSetting, Inspection> inspected = new HashMap<>();
    for (int i = 0; i < distinct.size(); i++) {
      inspected.put(distinct.get(i), inspections.get(i));
    }
    return inspected;
  }

  private static void compare(
      String place,
      FormConfig form,
      Inspection inspection,
      Set<String> mistakes,
      Set<String> warnings) {
    List<DestinationField> fields = inspection.fields().orElse(List.of());
    Set<String> known = fields.stream().map(DestinationField::name).collect(Collectors.toSet());
    List<String> filled = form.mapping().stream().map(FieldMapping::leadField).toList();
    if (inspection.fields().isPresent() && !inspection.takesOthers()) {
      for (int i = 0; i < filled.size(); i++) {
        if (!known.contains(filled.get(i))) {
          mistakes.add(
              "%s.mapping[%d].leadField: \"%s\" is not a field of the destination; it has %s"
                  .formatted(place, i, filled.get(i), some(known)));
        }
      }
    }
    fields.stream()
        .filter(field -> field.required() && !filled.contains(field.name()))
        .map(field -> "%s.mapping: nothing fills %s".formatted(place, named(field)))
        .forEach(warnings::add);
  }

  private static String named(DestinationField field) {
    return field.label().equals(field.name())
        ? "\"" + field.name() + "\", which the destination requires"
        : "\"%s\" (%s), which the destination requires".formatted(field.name(), field.label());
  }

  /** Enough to see the misspelling by. */
  private static String some(Set<String> known) {
    List<String> sorted = new ArrayList<>(new TreeSet<>(known));
    return sorted.size() <= 40
        ? String.join(", ", sorted)
        : String.join(", ", sorted.subList(0, 40)) + " and " + (sorted.size() - 40) + " more";
  }
}
