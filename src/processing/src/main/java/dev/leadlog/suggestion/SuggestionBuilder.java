package dev.leadlog.suggestion;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.delivery.DestinationField;
import dev.leadlog.mapping.OnInvalid;
import dev.leadlog.mapping.QuestionKey;
import dev.leadlog.text.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Builds a suggested mapping: each question fills one field, each field once. */
final class SuggestionBuilder {

  private final List<DestinationField> fields;
  private final Map<String, String> usedNames;
  private final ArrayNode mapping = JsonNodeFactory.instance.arrayNode();
  private final List<ObjectNode> unmapped = new ArrayList<>();
  private final Set<String> filled = new LinkedHashSet<>();

  /**
   * @param fields empty if the destination accepts any
   * @param usedNames the fields to prefer then, by the normal form of the question's key
   */
  SuggestionBuilder(List<DestinationField> fields, Map<String, String> usedNames) {
    this.fields = fields;
    this.usedNames = usedNames;
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

  /** Uses the first question of a meaning; a second one probably asks for something else. */
  void fill(List<Question> questions) {
    Map<QuestionType, Question> byMeaning = new EnumMap<>(QuestionType.class);
    questions.forEach(
        question ->
            question
                .meaning()
                .ifPresent(questionType -> byMeaning.putIfAbsent(questionType, question)));
    Set<Question> taken = new LinkedHashSet<>();
    for (Question question : questions) {
      question
          .meaning()
          .filter(questionType -> byMeaning.get(questionType).equals(question))
          .filter(questionType -> isFilledBy(question, questionType))
          .ifPresent(questionType -> taken.add(question));
    }
    taken.addAll(wholeName(byMeaning, taken));
    questions.stream().filter(q -> !taken.contains(q)).map(Question::json).forEach(unmapped::add);
  }

  /** Leaves all questions unmapped. */
  void leave(List<Question> questions) {
    questions.stream().map(Question::json).forEach(unmapped::add);
  }

  private boolean isFilledBy(Question question, QuestionType questionType) {
    Optional<DestinationField> field = used(question).or(() -> field(questionType));
    field.ifPresent(
        found -> onInvalid(add(found, question.key(), questionType.format()), found, questionType));
    return field.isPresent() || (questionType == QuestionType.FULL_NAME && isSplit(question));
  }

  /**
   * The destination's options may not contain the answer, so it is omitted if the field is not
   * required.
   */
  private static void onInvalid(
      ObjectNode entry, DestinationField field, QuestionType questionType) {
    Optional<OnInvalid> choice =
        field.options().isEmpty() ? Optional.empty() : Optional.of(OnInvalid.OMIT);
    questionType
        .onInvalid()
        .or(() -> choice)
        .filter(onInvalid -> !field.required() || onInvalid == OnInvalid.KEEP)
        .ifPresent(onInvalid -> entry.put("onInvalid", onInvalid.text()));
  }

  /** Returns whether the destination has only the parts of a name. */
  private boolean isSplit(Question fullName) {
    Optional<DestinationField> first = field(QuestionType.FIRST_NAME);
    Optional<DestinationField> last = field(QuestionType.LAST_NAME);
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

  /** Returns the parts to join if the destination has only the full name. */
  private List<Question> wholeName(Map<QuestionType, Question> byMeaning, Set<Question> taken) {
    Question first = byMeaning.get(QuestionType.FIRST_NAME);
    Question last = byMeaning.get(QuestionType.LAST_NAME);
    if (first == null || last == null || taken.contains(first) || taken.contains(last)) {
      return List.of();
    }
    return field(QuestionType.FULL_NAME)
        .map(
            field -> {
              ObjectNode entry = add(field, first.key(), "concat");
              entry.putArray("metaField").add(first.key()).add(last.key());
              entry.withArray("format").add(QuestionType.FULL_NAME.format());
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

  /** Returns the field that similar forms use for the question, if the destination accepts any. */
  private Optional<DestinationField> used(Question question) {
    return Optional.ofNullable(usedNames.get(QuestionKey.normal(question.key())))
        .filter(name -> fields.isEmpty() && !filled.contains(name))
        .map(DestinationField::named);
  }

  /** Returns the destination's field for a meaning, unless it is already filled. */
  private Optional<DestinationField> field(QuestionType questionType) {
    return (fields.isEmpty()
            ? Optional.of(DestinationField.named(questionType.standard()))
            : known(questionType).or(() -> fieldByKeywords(questionType)))
        .filter(field -> !filled.contains(field.name()));
  }

  private Optional<DestinationField> known(QuestionType questionType) {
    List<String> names = new ArrayList<>(List.of(questionType.standard()));
    names.addAll(questionType.alsoCalled());
    return names.stream()
        .flatMap(name -> fields.stream().filter(field -> field.name().equals(name)))
        .findFirst();
  }

  /** Returns a field only if exactly one matches. */
  private Optional<DestinationField> fieldByKeywords(QuestionType questionType) {
    List<DestinationField> found =
        fields.stream()
            .filter(
                field ->
                    QuestionKeywords.meaning(words(field)).filter(questionType::equals).isPresent())
            .toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private static String words(DestinationField field) {
    return field.label() == null ? field.name() : field.label();
  }
}
