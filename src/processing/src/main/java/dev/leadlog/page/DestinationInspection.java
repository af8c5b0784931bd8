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
 * Inspects the destinations of a configuration before it is saved, and compares its mappings with
 * their fields.
 */
@Singleton
class DestinationInspection {

  /**
   * The result of the inspection.
   *
   * @param mistakes each with its path; any of them prevents saving
   * @param warnings each with its path or the missing part
   */
  record Result(List<String> mistakes, List<String> warnings) {}

  /**
   * A mapping with one of its destinations.
   *
   * @param shared whether other destinations use it too
   */
  private record Mapped(
      String place, List<FieldMapping> fields, NamedDestination to, boolean shared) {

    /** Returns how messages name the destination. */
    String destination() {
      return shared ? "destination \"" + to.name() + "\"" : "the destination";
    }

    String remedy() {
      return shared ? "; add a mapping to " + destination() + ", or change this one" : "";
    }
  }

  private static final int AT_ONCE = 4;

  private final Destinations destinations;
  private final BoundedExecutor executor;
  private final NoticeFields noticeFields;

  DestinationInspection(Destinations destinations, BoundedExecutor executor) {
    this.noticeFields = new NoticeFields(destinations);
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
    mapped(page)
        .forEach(
            mapped -> {
              InspectionResult inspection = inspected.get(mapped.to().setting());
              mistakes.addAll(mistakes(mapped, inspection));
              unfilled(mapped, inspection).forEach(w -> warnings.add(mapped.place() + w));
            });
    mistakes.addAll(noticeFields.mistakes(page));
    warnings.addAll(onlyNotices(page));
    return new Result(List.copyOf(mistakes), List.copyOf(warnings));
  }

  /** Returns every destination setting by its path. */
  private static Map<String, DestinationSetting> settings(PageConfig page) {
    Map<String, DestinationSetting> settings = new LinkedHashMap<>();
    owners(page)
        .forEach(
            (place, named) ->
                named.forEach(one -> settings.put(place + one.place(), one.setting())));
    return settings;
  }

  /** Returns the destinations of the page and its forms by the path of their owner. */
  private static Map<String, List<NamedDestination>> owners(PageConfig page) {
    Map<String, List<NamedDestination>> owners = new LinkedHashMap<>();
    owners.put("", page.destinations());
    for (int i = 0; i < page.forms().size(); i++) {
      owners.put("forms[" + i + "].", page.forms().get(i).destinations());
    }
    return owners;
  }

  /** Returns every mapping with each of its destinations. */
  private static List<Mapped> mapped(PageConfig page) {
    List<Mapped> mapped = new ArrayList<>();
    owners(page)
        .forEach(
            (place, named) ->
                named.stream()
                    .filter(one -> one.mapping() != null)
                    .map(
                        one ->
                            new Mapped(place + one.place() + ".mapping", one.mapping(), one, false))
                    .forEach(mapped::add));
    for (int i = 0; i < page.forms().size(); i++) {
      FormConfig form = page.forms().get(i);
      String at = "forms[" + i + "].mapping";
      List<NamedDestination> to = page.destinations(form);
      to.stream()
          .filter(one -> one.mapping() == null)
          .forEach(one -> mapped.add(new Mapped(at, form.mapping(), one, to.size() > 1)));
    }
    return mapped;
  }

  private List<String> mistakes(Mapped mapped, InspectionResult inspection) {
    List<String> mistakes = new ArrayList<>();
    for (int field = 0; field < mapped.fields().size(); field++) {
      String at = mapped.place() + "[" + field + "].";
      mistake(mapped, inspection, mapped.fields().get(field)).ifPresent(m -> mistakes.add(at + m));
    }
    return mistakes;
  }

  /**
   * Returns warnings for owners that have only notices, whose leads are stored nowhere except in
   * the log.
   */
  private static List<String> onlyNotices(PageConfig page) {
    List<String> warnings = new ArrayList<>();
    owners(page)
        .forEach(
            (place, named) -> {
              if (!named.isEmpty() && named.stream().allMatch(NamedDestination::notice)) {
                warnings.add(
                    place
                        + "destinations: has only notices, so no destination stores the leads; a"
                        + " form's destinations replace the page's");
              }
            });
    return warnings;
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

  /** Returns why a field can never be filled as mapped. */
  private Optional<String> mistake(
      Mapped mapped, InspectionResult inspection, FieldMapping mapping) {
    List<DestinationField> fields = inspection.fields().orElse(List.of());
    Optional<DestinationField> field =
        fields.stream().filter(known -> known.name().equals(mapping.leadField())).findFirst();
    if (field.isEmpty() && inspection.fields().isPresent() && !inspection.takesOthers()) {
      return Optional.of(
          "leadField: \"%s\" is not a field of %s; it has %s%s"
              .formatted(mapping.leadField(), mapped.destination(), some(fields), mapped.remedy()));
    }
    if (field.filter(DestinationField::readOnly).isPresent()) {
      return Optional.of(
          "leadField: \"%s\" cannot be filled: it is read-only or a table (%s)%s"
              .formatted(mapping.leadField(), field.get().type(), mapped.remedy()));
    }
    return LeadMapping.constants(mapping).stream()
        .flatMap(constant -> wrong(mapped.to().setting(), field, constant).stream())
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

  private static List<String> unfilled(Mapped mapped, InspectionResult inspection) {
    Set<String> filled =
        mapped.fields().stream().map(FieldMapping::leadField).collect(Collectors.toSet());
    return inspection.fields().orElse(List.of()).stream()
        .filter(field -> field.required() && !filled.contains(field.name()))
        .map(
            field ->
                ": " + (field.isPlaceholder() ? noValue(field, filled) : noField(field, mapped)))
        .toList();
  }

  private static String noValue(DestinationField place, Set<String> filled) {
    return "the placeholder %s of the body is not filled by the mapping, so it stays empty; %s"
        .formatted(place.label(), SpellingSuggestion.hint(place.name(), filled));
  }

  private static String noField(DestinationField field, Mapped mapped) {
    return "the mapping does not fill " + named(field, mapped.destination());
  }

  private static String named(DestinationField field, String destination) {
    return field.label().equals(field.name())
        ? "\"%s\", which %s requires".formatted(field.name(), destination)
        : "\"%s\" (%s), which %s requires".formatted(field.name(), field.label(), destination);
  }

  /** Lists some fields, which is enough to recognise a misspelling. */
  private static String some(List<DestinationField> fields) {
    List<String> sorted = fields.stream().map(DestinationField::name).sorted().toList();
    return sorted.size() <= 40
        ? String.join(", ", sorted)
        : String.join(", ", sorted.subList(0, 40)) + " and " + (sorted.size() - 40) + " more";
  }
}
