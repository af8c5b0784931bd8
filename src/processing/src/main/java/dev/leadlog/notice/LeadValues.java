package dev.leadlog.notice;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Resolves the placeholders of a notice: the mapped value, else {@code field:<name>} from the lead,
 * its log, its form and its page.
 */
record LeadValues(
    Map<String, JsonNode> fields, Function<String, Optional<String>> known, String link) {

  /** Names that every notice can use, regardless of the form. */
  private static final Set<String> OWN = Set.of("name", "form", "page", "link");

  private static final String NO_NAME = "(no name)";

  /** Returns the fields of a text that depend on the form. */
  static Set<String> asked(NoticeText text) {
    return text.fields().stream()
        .filter(field -> !OWN.contains(field))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Returns the value of a name; empty if it is not known. */
  String of(String name) {
    return mapped(name).or(() -> own(name)).or(() -> known.apply(name)).orElse("");
  }

  private Optional<String> mapped(String name) {
    return Optional.ofNullable(fields.get(name))
        .map(LeadValues::text)
        .filter(text -> !text.isBlank());
  }

  private Optional<String> own(String name) {
    return switch (name) {
      case "name" -> Optional.of(person().orElse(NO_NAME));
      case "form" -> first("formName", "formId");
      case "page" -> first("pageName", "pageId");
      case "link" -> Optional.ofNullable(link);
      default -> Optional.empty();
    };
  }

  private Optional<String> person() {
    Optional<String> whole = first("full_name");
    String parts =
        Stream.of("first_name", "last_name")
            .flatMap(part -> first(part).stream())
            .collect(Collectors.joining(" "));
    return whole
        .or(() -> Optional.of(parts).filter(name -> !name.isBlank()))
        .or(() -> mapped("lead_name"));
  }

  /** Returns the first known value. */
  private Optional<String> first(String... names) {
    return Stream.of(names)
        .flatMap(name -> mapped(name).or(() -> known.apply(name)).stream())
        .filter(text -> !text.isBlank())
        .findFirst();
  }

  /** Joins several answers. */
  private static String text(JsonNode value) {
    return value.isArray()
        ? StreamSupport.stream(value.spliterator(), false)
            .map(LeadValues::text)
            .collect(Collectors.joining(", "))
        : value.asText("");
  }

  /** The values are personal data. */
  @Override
  public String toString() {
    return "LeadValues[]";
  }
}
