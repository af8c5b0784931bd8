package dev.leadlog.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.document.StrictReader;
import dev.leadlog.mapping.formatting.FormattingFunction;
import dev.leadlog.mapping.formatting.Functions;
import dev.leadlog.mapping.steps.Argument;
import dev.leadlog.mapping.steps.MappingStep;
import dev.leadlog.mapping.validation.FieldValidator;
import dev.leadlog.mapping.validation.Validators;
import dev.leadlog.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every example of docs/mapping.md, and checks that it documents every step and argument. */
class DocumentedExamplesTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

  private static final Map<String, FormattingFunction> FUNCTIONS = Functions.byName(CLOCK);
  private static final Map<String, FieldValidator> VALIDATORS = Validators.byName();

  private static final Pattern EXAMPLE =
      Pattern.compile("^\\| `(.+?)` \\| `(.+?)` \\| (?:`(.+)`|([A-Za-z_ ]+)) \\|$");

  private static final String DOCUMENT = read();

  private static Stream<Arguments> examples() {
    return DOCUMENT
        .lines()
        .map(EXAMPLE::matcher)
        .filter(Matcher::matches)
        .filter(row -> Json.read(row.group(1)).isPresent())
        .map(
            row ->
                arguments(
                    json(row.group(1)),
                    json(row.group(2)),
                    row.group(3) == null ? row.group(4) : json(row.group(3))));
  }

  @ParameterizedTest(name = "{0}: {1} is {2}")
  @MethodSource("examples")
  void each_documented_example_is_correct(JsonNode step, JsonNode from, Object to) {
    String name = step.isTextual() ? step.asText() : step.path("name").asText();
    List<JsonNode> values = new ArrayList<>();
    (from.isArray() ? from : List.of(from)).forEach(values::add);

    Object result =
        FUNCTIONS.containsKey(name)
            ? formatted(prepared(FUNCTIONS.get(name), step).apply(values))
            : checked(prepared(VALIDATORS.get(name), step), values);

    assertThat(String.valueOf(result)).isEqualTo(String.valueOf(to));
  }

  @Test
  void every_function_and_validator_has_an_example_and_every_argument_a_line() {
    List<String> names =
        examples()
            .map(example -> (JsonNode) example.get()[0])
            .map(step -> step.isTextual() ? step.asText() : step.path("name").asText())
            .toList();
    assertThat(names).containsAll(FUNCTIONS.keySet()).containsAll(VALIDATORS.keySet());
    for (MappingStep<?> step :
        Stream.concat(FUNCTIONS.values().stream(), VALIDATORS.values().stream()).toList()) {
      for (Argument<?> argument : step.arguments()) {
        assertThat(section(step.name())).as(step.name()).contains("`" + argument.name() + "`");
      }
    }
  }

  /** The section with the name as its heading, or the row of the table. */
  private static String section(String name) {
    return Stream.of(DOCUMENT.split("\n(?=### )"))
        .filter(section -> section.lines().findFirst().orElse("").contains("`" + name + "`"))
        .findFirst()
        .orElseGet(
            () ->
                DOCUMENT
                    .lines()
                    .filter(line -> line.startsWith("| `" + name + "` |"))
                    .findFirst()
                    .orElse(""));
  }

  private static <T> T prepared(MappingStep<T> step, JsonNode json) {
    return dev.leadlog.mapping.steps.Arguments.prepare(step, StrictReader.of(json.path("args")))
        .orElseThrow();
  }

  private static Object formatted(FormatResult result) {
    if (result instanceof FormatResult.Failed failed) {
      return failed.violation().reason();
    }
    List<JsonNode> values = ((FormatResult.Values) result).values();
    return values.isEmpty() ? "no value" : values.get(0);
  }

  private static Object checked(PreparedValidator check, List<JsonNode> values) {
    return check.violation(values).<Object>map(Violation::reason).orElse("valid");
  }

  private static JsonNode json(String text) {
    return Json.read(text).orElseThrow(() -> new AssertionError("is not JSON: " + text));
  }

  private static String read() {
    try {
      return Files.readString(Path.of("../../docs/mapping.md"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
