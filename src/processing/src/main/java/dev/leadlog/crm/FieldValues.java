package dev.leadlog.crm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.delivery.DestinationField;
import dev.leadlog.mapping.QuestionKey;
import dev.leadlog.mapping.formatting.TypedValues;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Converts mapped values to values of a type. An ambiguous value is not converted. */
public final class FieldValues {

  public static final String YES_OR_NO = "yes or no";
  public static final String WHOLE_NUMBER = "a whole number";
  public static final String NUMBER = "a number; 1.234 is ambiguous without to_number";
  public static final String DATE = "a date; 03/04/1987 is ambiguous without format_date";
  public static final String TIME = "a time such as 18:30";

  /** Returns the value as text; several answers are joined with commas. */
  public static String text(JsonNode value) {
    return String.join(", ", texts(value));
  }

  /** Returns each answer as text. */
  public static List<String> texts(JsonNode value) {
    return value.isArray()
        ? StreamSupport.stream(value.spliterator(), false).map(JsonNode::asText).toList()
        : List.of(value.asText());
  }

  public static Optional<Boolean> yesOrNo(JsonNode value) {
    return value.isNumber()
        ? number(value)
            .filter(n -> n.signum() == 0 || n.compareTo(BigDecimal.ONE) == 0)
            .map(n -> n.signum() == 1)
        : TypedValues.yesOrNo(text(value).strip());
  }

  public static Optional<BigDecimal> number(JsonNode value) {
    return value.isNumber()
        ? Optional.of(value.decimalValue())
        : TypedValues.number(text(value).strip());
  }

  /** Returns a number without a fraction, of at most 18 digits. */
  public static Optional<Long> wholeNumber(JsonNode value) {
    return number(value)
        .filter(n -> n.stripTrailingZeros().scale() <= 0)
        .filter(n -> n.precision() - n.scale() <= 18)
        .map(BigDecimal::longValueExact);
  }

  /**
   * Returns the option whose value or label equals the answer, without regard to case and blanks,
   * or the only option that means yes or no like the answer.
   */
  public static Optional<String> option(DestinationField field, String answer) {
    String text = answer.strip();
    if (field.options().contains(text)) {
      return Optional.of(text);
    }
    String key = QuestionKey.normal(text);
    Optional<Boolean> yes = TypedValues.yesOrNo(text);
    return only(field, i -> spelled(field, i).anyMatch(key::equals))
        .or(
            () ->
                only(
                    field,
                    i ->
                        yes.isPresent()
                            && TypedValues.yesOrNo(field.optionLabels().get(i)).equals(yes)));
  }

  /**
   * Returns the options of several answers, in their order; empty if one answer matches no option.
   */
  public static Optional<List<String>> options(DestinationField field, JsonNode value) {
    Set<String> chosen = new LinkedHashSet<>();
    for (String answer : answers(field, value)) {
      Optional<String> option = option(field, answer);
      if (option.isEmpty()) {
        return Optional.empty();
      }
      chosen.add(option.get());
    }
    return Optional.of(List.copyOf(chosen));
  }

  /** Describes the options of a field, as text that follows "must be". */
  public static String oneOf(DestinationField field) {
    List<String> labels = field.optionLabels();
    return "one of "
        + labels.stream().limit(50).collect(Collectors.joining(", "))
        + (labels.size() > 50 ? " and " + (labels.size() - 50) + " more" : "");
  }

  /** An answer that matches no option may be several answers, separated by semicolons. */
  private static List<String> answers(DestinationField field, JsonNode value) {
    List<String> answers = new ArrayList<>();
    for (String text : texts(value)) {
      if (option(field, text).isPresent()) {
        answers.add(text);
      } else {
        answers.addAll(List.of(text.split(";")));
      }
    }
    return answers.stream().filter(answer -> !answer.isBlank()).toList();
  }

  private static Stream<String> spelled(DestinationField field, int option) {
    return Stream.of(field.options().get(option), field.optionLabels().get(option))
        .map(QuestionKey::normal);
  }

  private static Optional<String> only(DestinationField field, IntPredicate wanted) {
    int[] found = IntStream.range(0, field.options().size()).filter(wanted).toArray();
    return found.length == 1 ? Optional.of(field.options().get(found[0])) : Optional.empty();
  }

  private FieldValues() {}
}
