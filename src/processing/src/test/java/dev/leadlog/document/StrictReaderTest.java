package dev.leadlog.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadlog.text.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictReaderTest {

  private static final SecretLocation IN_AWS = new SecretLocation("ssm:/leadlog/page/", false);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dry_run  | did you mean dryRun?",
        "DRYRUN   | did you mean dryRun?",
        "dry-run  | did you mean dryRun?",
        "dyRun    | did you mean dryRun?",
        "filters  | did you mean filter?",
        "form     | did you mean from?",
        "colour   | valid names are dryRun, filter, from",
      })
  void an_unknown_field_is_refused_with_the_nearest_known_name(String name, String hint) {
    StrictReader document = of("{\"%s\":1}".formatted(name));
    StrictReader query = StrictReader.ofQuery(Map.of(name, "1"));

    assertThat(document.knowing("dryRun", "filter", "from").mistakes())
        .containsExactly(name + ": unknown field; " + hint);
    assertThat(query.knowing("dryRun", "filter", "from").mistakes())
        .containsExactly(name + ": unknown parameter; " + hint);
  }

  @Test
  void a_long_unknown_name_is_cut_in_its_message() {
    StrictReader document = of("{\"%s\":1}".formatted("x".repeat(10_000)));

    assertThat(document.knowing("dryRun").mistakes().get(0)).hasSizeLessThan(200);
  }

  @Test
  void a_mistake_in_a_nested_object_names_its_path() {
    StrictReader document = of("{\"forms\":[{\"formId\":\"1\"},{\"target\":{\"url\":7}}]}");
    document.each(
        "forms",
        form -> {
          form.knowing("formId", "target");
          form.object("target").ifPresent(target -> target.text("url"));
          return Optional.empty();
        });

    assertThat(document.mistakes())
        .containsExactly("forms[1].target.url: must be text in quotes, and not empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "TRUE", "1"})
  void a_flag_of_a_query_is_true_or_false(String value) {
    StrictReader query = StrictReader.ofQuery(Map.of("dryRun", value));

    assertThat(query.flag("dryRun", false)).isFalse();
    assertThat(query.mistakes()).containsExactly("dryRun: must be true or false");
  }

  @Test
  void a_parameter_without_a_value_counts_as_absent() {
    StrictReader query = StrictReader.ofQuery(Map.of("dryRun", "", "limit", " "));

    assertThat(query.flag("dryRun", true)).isTrue();
    assertThat(query.number("limit", 1, 9)).isEmpty();
    assertThat(query.hasMistakes()).isFalse();
  }

  @Test
  void a_json_flag_in_quotes_is_refused() {
    StrictReader document = of("{\"dryRun\":\"true\"}");

    assertThat(document.flag("dryRun", false)).isFalse();
    assertThat(document.mistakes())
        .containsExactly("dryRun: must be true or false, without quotes");
  }

  @Test
  void a_number_is_within_its_bounds() {
    StrictReader document = of("{\"a\":7,\"b\":\"7\",\"c\":0,\"d\":1.5,\"e\":[]}");

    assertThat(document.number("a", 1, 9)).contains(7);
    assertThat(document.number("b", 1, 9)).contains(7);
    for (String wrong : List.of("c", "d", "e")) {
      assertThat(document.number(wrong, 1, 9)).isEmpty();
    }
    assertThat(document.mistakes()).hasSize(3).allMatch(m -> m.contains("a number from 1 to 9"));
  }

  @Test
  void the_message_of_a_mistake_never_contains_a_secret() {
    StrictReader document = of("{\"token\":\"EAAB-a-secret\",\"key\":\"ssm:/other/EAAB\"}");

    assertThat(document.secret("token", IN_AWS)).isEmpty();
    assertThat(document.secret("key", IN_AWS)).isEmpty();
    assertThat(document.mistakes()).hasSize(2).noneMatch(mistake -> mistake.contains("EAAB"));
    assertThat(document).asString().doesNotContain("EAAB");
  }

  @Test
  void a_secret_must_have_a_name_that_hidden_secrets_covers() {
    StrictReader document = of("{\"place\":\"ssm:/leadlog/page/x\"}");

    assertThatThrownBy(() -> document.secret("place", IN_AWS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static StrictReader of(String json) {
    return StrictReader.of(Json.read(json).orElseThrow());
  }
}
