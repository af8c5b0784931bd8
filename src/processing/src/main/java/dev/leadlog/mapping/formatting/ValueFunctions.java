package dev.leadlog.mapping.formatting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.leadlog.log.Reason;
import dev.leadlog.mapping.FormatResult;
import dev.leadlog.mapping.PreparedFunction;
import dev.leadlog.mapping.steps.Argument;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The formatting functions that convert a text to another value or type. */
@Singleton
class ValueFunctions {

  private static final Argument<Map<String, JsonNode>> TABLE =
      Argument.table("table")
          .required()
          .described("The new value for each value.", Map.of("yes", "Hot"));
  private static final Argument<String> DEFAULT =
      Argument.text("default")
          .described(
              "The result for a value that is not in the table; without it the lead"
                  + " becomes an Error.",
              "Cold");
  private static final Argument<Boolean> IGNORE_CASE =
      Argument.flag("ignoreCase")
          .otherwise(true)
          .described("Whether upper and lower case are equal.", false);
  private static final Argument<String> DECIMAL =
      Argument.oneOf("decimal", ".", ",")
          .described("The decimal separator of a number such as 1.234.", ",");
  private static final Argument<List<String>> TRUE =
      Argument.texts("true")
          .otherwise(List.of())
          .described("Further words that mean true.", List.of("interested"));
  private static final Argument<List<String>> FALSE =
      Argument.texts("false")
          .otherwise(List.of())
          .described("Further words that mean false.", List.of("not now"));

  private static final List<String> YES =
      List.of(
          "true, yes, y, 1, on, checked, agree, i agree, si, sim, oui, ja, हाँ, हां, जी हाँ, نعم"
              .split(", "));

  private static final List<String> NO =
      List.of(
          ("false, no, n, 0, off, unchecked, disagree, i disagree, nao, non, nein, nee, नहीं,"
                  + " जी नहीं, لا")
              .split(", "));

  private static final Map<String, Boolean> YES_OR_NO = yesOrNo();

  private static Map<String, Boolean> yesOrNo() {
    Map<String, Boolean> words = new HashMap<>();
    words(YES).forEach(word -> words.put(word, true));
    words(NO).forEach(word -> words.put(word, false));
    return words;
  }

  static Optional<Boolean> yesOrNo(String text) {
    return Optional.ofNullable(YES_OR_NO.get(NormalizedText.of(text)));
  }

  /** Looks up a value in a table, else returns its default. */
  @Singleton
  FormattingFunction lookup() {
    return new BuiltInFunction(
        "lookup",
        "Replaces the value by its entry in a table.",
        List.of(TABLE, DEFAULT, IGNORE_CASE),
        ValueFunctions::lookedUp);
  }

  private static PreparedFunction lookedUp(Arguments given) {
    Map<String, JsonNode> table = given.get(TABLE);
    Map<String, JsonNode> lower = new HashMap<>();
    if (given.get(IGNORE_CASE)) {
      table.forEach((from, to) -> lower.putIfAbsent(inLowerCase(from), to));
    }
    return PreparedFunction.ofEachText(
        Reason.INVALID_FORMAT,
        "one of the " + table.size() + " of the table",
        text -> {
          String from = UnicodeText.trimmed(text);
          return Optional.ofNullable(table.getOrDefault(from, lower.get(inLowerCase(from))))
              .map(to -> to.isTextual() ? FormatResult.text(to.asText()) : FormatResult.value(to))
              .or(() -> given.find(DEFAULT).map(FormatResult::text));
        });
  }

  private static String inLowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Converts to a number, without separators and currency. */
  @Singleton
  FormattingFunction toNumber() {
    return new BuiltInFunction(
        "to_number",
        "Converts a text to a number, without thousands separators and currency.",
        List.of(DECIMAL),
        ValueFunctions::number);
  }

  private static PreparedFunction number(Arguments given) {
    String decimal = given.get(DECIMAL);
    return PreparedFunction.ofEach(
        Reason.INVALID_FORMAT,
        NumberText.expected(decimal),
        value ->
            value.isNumber()
                ? Optional.of(FormatResult.value(value))
                : NumberText.read(value.asText(), decimal).map(ValueFunctions::number));
  }

  private static FormatResult number(BigDecimal number) {
    return FormatResult.value(
        number.scale() == 0 && number.precision() <= 18
            ? JsonNodeFactory.instance.numberNode(number.longValueExact())
            : DecimalNode.valueOf(number));
  }

  /** Converts yes or no to a boolean. */
  @Singleton
  FormattingFunction toBoolean() {
    return new BuiltInFunction(
        "to_boolean",
        "Converts yes or no to true or false.",
        List.of(TRUE, FALSE),
        ValueFunctions::yesOrNo);
  }

  private static PreparedFunction yesOrNo(Arguments given) {
    Map<String, Boolean> words = new HashMap<>();
    words(given.get(TRUE)).forEach(word -> words.put(word, true));
    if (words(given.get(FALSE)).stream().anyMatch(words::containsKey)) {
      given.refuse(FALSE, "has a word that is also in \"true\"; remove one of them");
    }
    words(given.get(FALSE)).forEach(word -> words.put(word, false));
    YES_OR_NO.forEach(words::putIfAbsent);
    return PreparedFunction.ofEach(
        Reason.INVALID_FORMAT,
        "yes or no",
        value ->
            value.isBoolean()
                ? Optional.of(FormatResult.value(value))
                : Optional.ofNullable(words.get(NormalizedText.of(value.asText())))
                    .map(yes -> FormatResult.value(BooleanNode.valueOf(yes))));
  }

  private static Set<String> words(List<String> words) {
    return words.stream().map(NormalizedText::of).collect(Collectors.toSet());
  }
}
