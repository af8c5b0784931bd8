package dev.leadlog.suggesting;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.delivery.DestinationField;
import dev.leadlog.mapping.OnInvalid;
import dev.leadlog.text.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A mapping while it is being made: each question fills one field, each field once. */
final class Draft {

  private final List<DestinationField> fields;
  private final ArrayNode mapping = JsonNodeFactory.instance.arrayNode();
  private final List<ObjectNode> unmapped = new ArrayList<>();
  private final Set<String> filled = new LinkedHashSet<>();

  /**
   * @param fields empty where the destination takes any
   */
  Draft(List<DestinationField> fields) {
    this.fields = fields;
  }

  ArrayNode mapping() {
    return mapping;
  }

  List<ObjectNode> unmapped() {
    return unmapped;
  }

  Set<String> filled() {
    return filled;
  }

  /** The first question of a meaning is taken; a second one asks for something else, it seems. */
  void fill(List<Question> questions) {
    Map<Meaning, Question> byMeaning = new EnumMap<>(Meaning.class);
    questions.forEach(
        question ->
            question.meaning().ifPresent(meaning -> byMeaning.putIfAbsent(meaning, question)));
    Set<Question> taken = new LinkedHashSet<>();
    for (Question question : questions) {
      question
          .meaning()
          .filter(meaning -> byMeaning.get(meaning).equals(question))
          .filter(meaning -> isFilledBy(question, meaning))
          .ifPresent(meaning -> taken.add(question));
    }
    taken.addAll(wholeName(byMeaning, taken));
    questions.stream().filter(q -> !taken.contains(q)).map(Question::json).forEach(unmapped::add);
  }

  private boolean isFilledBy(Question question, Meaning meaning) {
    Optional<DestinationField> field = field(meaning);
    field.ifPresent(
        found -> onInvalid(add(found, question.key(), meaning.format()), found, meaning));
    return field.isPresent() || (meaning == Meaning.FULL_NAME && isSplit(question));
  }

  /** A choice of the destination may lack the answer; what it requires is not left out. */
  private static void onInvalid(ObjectNode entry, DestinationField field, Meaning meaning) {
    Optional<OnInvalid> choice =
        field.options().isEmpty() ? Optional.empty() : Optional.of(OnInvalid.OMIT);
    meaning
        .onInvalid()
        .or(() -> choice)
        .filter(onInvalid -> !field.required() || onInvalid == OnInvalid.KEEP)
        .ifPresent(onInvalid -> entry.put("onInvalid", onInvalid.text()));
  }

  /** A destination may have the parts of a name only. */
  private boolean isSplit(Question fullName) {
    Optional<DestinationField> first = field(Meaning.FIRST_NAME);
    Optional<DestinationField> last = field(Meaning.LAST_NAME);
    if (first.isEmpty() || last.isEmpty()) {
      return false;
    }
    split(first.get(), fullName, "first");
    split(last.get(), fullName, "rest");
    return true;
  }

  private void split(DestinationField field, Question fullName, String part) {
    ObjectNode step = Json.object().put("name", "split_name");
    ObjectNode args = step.putObject("args").put("part", part);
    if (field.required() && !part.equals("first")) {
      args.put("orWhole", true);
    }
    add(field, fullName.key(), "capitalize_name").withArray("format").add(step);
  }

  /** Or the whole name only, where the form asks for its parts. */
  private List<Question> wholeName(Map<Meaning, Question> byMeaning, Set<Question> taken) {
    Question first = byMeaning.get(Meaning.FIRST_NAME);
    Question last = byMeaning.get(Meaning.LAST_NAME);
    if (first == null || last == null || taken.contains(first) || taken.contains(last)) {
      return List.of();
    }
    return field(Meaning.FULL_NAME)
        .map(
            field -> {
              ObjectNode entry = add(field, first.key(), "concat");
              entry.putArray("metaField").add(first.key()).add(last.key());
              entry.withArray("format").add(Meaning.FULL_NAME.format());
              return List.of(first, last);
            })
        .orElse(List.of());
  }

  private ObjectNode add(DestinationField field, String question, String format) {
    filled.add(field.name());
    ObjectNode entry =
        mapping.addObject().put("metaField", question).put("leadField", field.name());
    entry.putArray("format").add(format);
    if (field.required()) {
      entry.put("required", true);
    }
    return entry;
  }

  /** The destination's field for a meaning, unless it is filled already. */
  private Optional<DestinationField> field(Meaning meaning) {
    return (fields.isEmpty()
            ? Optional.of(DestinationField.named(meaning.standard()))
            : known(meaning).or(() -> byItsWords(meaning)))
        .filter(field -> !filled.contains(field.name()));
  }

  private Optional<DestinationField> known(Meaning meaning) {
    List<String> names = new ArrayList<>(List.of(meaning.standard()));
    names.addAll(meaning.alsoCalled());
    return names.stream()
        .flatMap(name -> fields.stream().filter(field -> field.name().equals(name)))
        .findFirst();
  }

  /** Only where no two fields could be meant. */
  private Optional<DestinationField> byItsWords(Meaning meaning) {
    List<DestinationField> found =
        fields.stream()
            .filter(field -> Words.meaning(words(field)).filter(meaning::equals).isPresent())
            .toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private static String words(DestinationField field) {
    return field.label() == null ? field.name() : field.label();
  }
}
