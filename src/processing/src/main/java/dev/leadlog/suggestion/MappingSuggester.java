package dev.leadlog.suggestion;

import dev.leadlog.delivery.DestinationField;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.delivery.Destinations;
import dev.leadlog.graph.LeadForm;
import dev.leadlog.mapping.FieldMapping;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Suggests mappings, and returns the required fields that a mapping does not fill. */
@Singleton
public class MappingSuggester {

  private final Destinations destinations;

  MappingSuggester(Destinations destinations) {
    this.destinations = destinations;
  }

  /**
   * @param destination the form's destination; null for one that accepts any field
   * @param usedNames the fields that similar forms use, by the normal form of the question's key; a
   *     destination that accepts any field gets the same
   */
  public Suggestion suggest(
      LeadForm form, DestinationSetting destination, Map<String, String> usedNames) {
    List<DestinationField> known = of(destination);
    boolean read =
        destination == null || !known.isEmpty() || !destinations.hasOwnFields(destination);
    SuggestionBuilder draft = new SuggestionBuilder(known, usedNames);
    List<Question> questions = Question.of(form);
    if (read) {
      draft.fill(questions);
    } else {
      draft.leave(questions);
    }
    return new Suggestion(
        draft.mapping(), draft.unmapped(), unfilled(known, draft.filled()), known, read);
  }

  /** Returns the fields that the destination requires and a mapping does not fill. */
  public List<String> unfilled(List<FieldMapping> mapping, DestinationSetting destination) {
    Set<String> filled = mapping.stream().map(FieldMapping::leadField).collect(Collectors.toSet());
    return unfilled(of(destination), filled);
  }

  private List<DestinationField> of(DestinationSetting destination) {
    return destination == null
        ? List.of()
        : destinations.fields(destination).orElse(List.of()).stream()
            .filter(field -> !field.readOnly())
            .toList();
  }

  private static List<String> unfilled(List<DestinationField> fields, Set<String> filled) {
    return fields.stream()
        .filter(field -> field.required() && !filled.contains(field.name()))
        .map(DestinationField::name)
        .toList();
  }
}
