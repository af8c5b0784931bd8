package dev.leadlog.suggestion;

import dev.leadlog.delivery.DestinationField;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.delivery.Destinations;
import dev.leadlog.graph.LeadForm;
import dev.leadlog.mapping.FieldMapping;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Suggests mappings, and returns the required fields that a mapping does not fill. */
@Singleton
public class MappingSuggester {

  private final Function<DestinationSetting, List<DestinationField>> fields;

  @Inject
  MappingSuggester(Destinations destinations) {
    this(setting -> destinations.fields(setting).orElse(List.of()));
  }

  /**
   * @param fields reads the fields of a destination; empty if it accepts any
   */
  MappingSuggester(Function<DestinationSetting, List<DestinationField>> fields) {
    this.fields = fields;
  }

  /**
   * @param destination the form's destination; null for one that accepts any field
   */
  public Suggestion suggest(LeadForm form, DestinationSetting destination) {
    List<DestinationField> known = of(destination);
    SuggestionBuilder draft = new SuggestionBuilder(known);
    draft.fill(Question.of(form));
    return new Suggestion(draft.mapping(), draft.unmapped(), unfilled(known, draft.filled()));
  }

  /** Returns the fields that the destination requires and a mapping does not fill. */
  public List<String> unfilled(List<FieldMapping> mapping, DestinationSetting destination) {
    Set<String> filled = mapping.stream().map(FieldMapping::leadField).collect(Collectors.toSet());
    return unfilled(of(destination), filled);
  }

  private List<DestinationField> of(DestinationSetting destination) {
    return destination == null
        ? List.of()
        : fields.apply(destination).stream().filter(field -> !field.readOnly()).toList();
  }

  private static List<String> unfilled(List<DestinationField> fields, Set<String> filled) {
    return fields.stream()
        .filter(field -> field.required() && !filled.contains(field.name()))
        .map(DestinationField::name)
        .toList();
  }
}
