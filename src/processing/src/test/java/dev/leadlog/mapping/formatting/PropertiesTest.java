package dev.leadlog.mapping.formatting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.document.StrictReader;
import dev.leadlog.log.Reason;
import dev.leadlog.mapping.FormatResult;
import dev.leadlog.mapping.PreparedFunction;
import dev.leadlog.mapping.PreparedValidator;
import dev.leadlog.mapping.Violation;
import dev.leadlog.mapping.steps.MappingStep;
import dev.leadlog.mapping.validation.Validators;
import dev.leadlog.text.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Properties that are true for any text. jqwik does not support this version of JUnit, so each text
 * is generated from a seed, and a failure prints the text.
 */
class PropertiesTest {

  private static final Map<String, FormattingFunction> FUNCTIONS =
      Functions.byName(Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC));

  private static final long SEED = 20261124;
  private static final int TEXTS = 1_000;

  /** Every function with its required arguments, and whether it is idempotent. */
  private static Stream<Arguments> functions() {
    return Stream.of(
        function("add_prefix", "{'prefix':'META-'}", true),
        function("calculate_age", "{}", false),
        function("capitalize_name", "{}", true),
        function("concat", "{}", true),
        function("current_date", "{'zone':'Asia/Kolkata'}", true),
        function("extract_country_from_address", "{'output':'name'}", true),
        function("extract_country_from_address", "{'default':'India'}", true),
        function("format_date", "{}", true),
        function("format_date", "{'order':'day-first'}", true),
        function("format_date", "{'order':'month-first','output':'EEEE d MMMM yyyy'}", false),
        function("format_datetime", "{}", true),
        function("format_datetime", "{'order':'day-first','zone':'Asia/Kolkata'}", true),
        function("format_datetime", "{'output':'EEEE d MMMM yyyy h a X'}", false),
        function("format_phone_number", "{}", true),
        function("format_phone_number", "{'region':'IN'}", true),
        function("format_phone_number", "{'region':'DE','output':'INTERNATIONAL'}", true),
        function("format_phone_number", "{'region':'US','output':'NATIONAL'}", false),
        function("format_phone_number", "{'region':'BR','output':'+CC-number'}", true),
        function("join", "{}", true),
        function("lookup", "{'table':{'yes':'Hot'},'default':'Cold'}", false),
        function("lower", "{}", true),
        function("normalize_email", "{}", true),
        function("replace", "{'pattern':'[0-9]+','with':'#'}", true),
        function("split_name", "{'part':'first'}", true),
        function("split_name", "{'part':'middle'}", false),
        function("split_name", "{'part':'last'}", false),
        function("split_name", "{'part':'rest'}", false),
        function("split_name", "{'part':'rest','orWhole':true}", false),
        function("strip_html", "{}", true),
        function("to_boolean", "{}", true),
        function("to_number", "{}", true),
        function("to_number", "{'decimal':','}", true),
        function("trim", "{}", true),
        function("truncate", "{'max':5}", true),
        function("upper", "{}", true));
  }

  @Test
  void every_function_is_tested() {
    assertThat(functions().map(f -> f.get()[0])).containsAll(FUNCTIONS.keySet());
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("functions")
  void a_function_accepts_any_text_and_explains_a_refusal(
      String name, String args, boolean idempotent) {
    PreparedFunction format = prepared(FUNCTIONS.get(name), args);
    forAnyText(
        text -> {
          FormatResult result = format.apply(List.of(new TextNode(text)));
          if (result instanceof FormatResult.Values values) {
            assertThat(values.values().size()).isLessThanOrEqualTo(1);
            values.values().forEach(value -> assertThat(isWhole(value, text)).isTrue());
          } else {
            Violation violation = ((FormatResult.Failed) result).violation();
            assertThat(violation.reason()).isNotNull();
            assertThat(violation.expected()).isNotBlank();
          }
        });
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("functions")
  void an_idempotent_function_changes_nothing_the_second_time(
      String name, String args, boolean idempotent) {
    PreparedFunction format = prepared(FUNCTIONS.get(name), args);
    if (idempotent) {
      forAnyText(
          text ->
              values(format, text)
                  .ifPresent(
                      once -> assertThat(values(format.apply(once))).as(name).contains(once)));
    }
  }

  /** In a Turkish locale the letter i differs, and in an Arabic one the digits do. */
  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("functions")
  void the_locale_of_the_machine_has_no_effect(String name, String args, boolean idempotent) {
    PreparedFunction format = prepared(FUNCTIONS.get(name), args);
    Locale before = Locale.getDefault();
    List<Optional<List<JsonNode>>> usual = all(format);
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      PreparedFunction turkish = prepared(FUNCTIONS.get(name), args);
      assertThat(all(turkish)).isEqualTo(usual);
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      PreparedFunction arabic = prepared(FUNCTIONS.get(name), args);
      assertThat(all(arabic)).isEqualTo(usual);
    } finally {
      Locale.setDefault(before);
    }
  }

  private static List<Optional<List<JsonNode>>> all(PreparedFunction format) {
    return RandomText.of(SEED, 100).map(text -> values(format, text)).toList();
  }

  @Test
  void a_formatted_phone_number_is_always_in_the_e164_format() {
    PreparedFunction format = prepared(FUNCTIONS.get("format_phone_number"), "{'region':'IN'}");
    forAnyText(
        text -> {
          FormatResult result = format.apply(List.of(new TextNode(text)));
          if (result instanceof FormatResult.Values values) {
            assertThat(values.values().get(0).asText()).matches("\\+[1-9][0-9]{4,14}");
          } else {
            assertThat(((FormatResult.Failed) result).violation().reason())
                .isEqualTo(Reason.INVALID_PHONE);
          }
        });
  }

  @Test
  void a_formatted_name_keeps_its_letters() {
    PreparedFunction format = prepared(FUNCTIONS.get("capitalize_name"), "{}");
    forAnyText(
        text ->
            assertThat(
                    values(format, text).orElseThrow().stream()
                        .map(JsonNode::asText)
                        .findFirst()
                        .orElse(""))
                .as(text)
                .satisfies(name -> assertThat(letters(name)).isEqualTo(letters(text))));
  }

  @Test
  void a_normalized_email_address_is_always_valid() {
    PreparedFunction format = prepared(FUNCTIONS.get("normalize_email"), "{}");
    forAnyText(
        text ->
            values(format, text)
                .ifPresent(
                    address -> assertThat(EmailAddress.isValid(address.get(0).asText())).isTrue()));
  }

  @Test
  void a_stripped_text_has_no_tags() {
    PreparedFunction format = prepared(FUNCTIONS.get("strip_html"), "{}");
    forAnyText(
        text ->
            values(format, text)
                .ifPresent(
                    stripped ->
                        stripped.forEach(
                            value ->
                                assertThat(value.asText()).doesNotContainPattern("<[a-zA-Z/]*>"))));
  }

  @Test
  void a_cut_text_is_a_prefix_of_at_most_the_given_length() {
    PreparedFunction format = prepared(FUNCTIONS.get("truncate"), "{'max':4}");
    forAnyText(
        text ->
            values(format, text)
                .ifPresent(
                    cut ->
                        cut.forEach(
                            value -> {
                              assertThat(text).startsWith(value.asText());
                              assertThat(value.asText().codePoints().count())
                                  .isLessThanOrEqualTo(4);
                            })));
  }

  @Test
  void every_validator_accepts_any_text_without_an_exception() {
    Set<String> needed = Set.of("one_of", "pattern");
    Validators.byName()
        .forEach(
            (name, validator) -> {
              String args = name.equals("one_of") ? "{'values':['a']}" : "{'pattern':'a+'}";
              PreparedValidator check = prepared(validator, needed.contains(name) ? args : "{}");
              forAnyText(
                  text -> assertThat(check.violation(List.of(new TextNode(text)))).isNotNull());
            });
  }

  /** A function with quadratic time would exceed the timeout. */
  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("functions")
  void a_long_text_is_formatted_quickly(String name, String args, boolean idempotent) {
    PreparedFunction format = prepared(FUNCTIONS.get(name), args);
    long before = System.nanoTime();
    for (String part :
        List.of(
            "<",
            "<script>",
            "<!--",
            "&amp;",
            "&",
            "a ",
            "1",
            "1,",
            "é",
            "\u200d",
            "O'",
            "🇩🇪",
            "- ")) {
      format.apply(List.of(new TextNode(part.repeat(120_000 / part.length()))));
    }
    assertThat(System.nanoTime() - before).isLessThan(5_000_000_000L);
  }

  private static void forAnyText(Consumer<String> property) {
    RandomText.of(SEED, TEXTS)
        .forEach(
            text -> {
              try {
                property.accept(text);
              } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("for " + Json.ascii(new TextNode(text)) + ": " + e, e);
              }
            });
  }

  /** Whether the value has no half of a surrogate pair that the text does not have. */
  private static boolean isWhole(JsonNode value, String text) {
    return !value.isTextual() || halves(value.asText()) <= halves(text);
  }

  private static long halves(String text) {
    return text.codePoints()
        .filter(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
        .count();
  }

  /** The letters in upper and in lower case, since some letters have more than two cases. */
  private static String letters(String text) {
    StringBuilder letters = new StringBuilder();
    text.toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT)
        .toUpperCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetter)
        .forEach(letters::appendCodePoint);
    return letters.toString();
  }

  private static Optional<List<JsonNode>> values(PreparedFunction format, String text) {
    return values(format.apply(List.of(new TextNode(text))));
  }

  private static Optional<List<JsonNode>> values(FormatResult result) {
    return result instanceof FormatResult.Values values
        ? Optional.of(values.values())
        : Optional.empty();
  }

  private static Arguments function(String name, String args, boolean idempotent) {
    return arguments(name, args, idempotent);
  }

  private static <T> T prepared(MappingStep<T> step, String args) {
    return dev.leadlog.mapping.steps.Arguments.prepare(
            step, StrictReader.of(Json.read(args.replace('\'', '"')).orElseThrow()))
        .orElseThrow();
  }
}
