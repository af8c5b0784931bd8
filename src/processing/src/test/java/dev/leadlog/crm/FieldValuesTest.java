package dev.leadlog.crm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.delivery.DestinationField;
import dev.leadlog.text.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldValuesTest {

  private static final DestinationField INTEREST =
      choice(List.of("opt_1", "opt_2"), List.of("Solar panels", "Heat; pump"));
  private static final DestinationField CONSENT =
      choice(List.of("true", "false"), List.of("Yes", "No"));

  @ParameterizedTest
  @CsvSource({
    "opt_1, opt_1",
    "Solar panels, opt_1",
    "solar_panels, opt_1",
    "' SOLAR  PANELS ', opt_1",
    "Heat; pump, opt_2"
  })
  void an_option_is_matched_by_its_value_or_its_label(String answer, String option) {
    assertThat(FieldValues.option(INTEREST, answer)).contains(option);
  }

  @Test
  void a_yes_selects_the_option_that_means_yes() {
    assertThat(FieldValues.option(CONSENT, "ja")).contains("true");
    assertThat(FieldValues.option(CONSENT, "no")).contains("false");
  }

  @Test
  void an_answer_that_matches_no_option_or_two_has_no_value() {
    assertThat(FieldValues.option(INTEREST, "wind")).isEmpty();
    assertThat(FieldValues.option(choice(List.of("a", "b"), List.of("Same", "same")), "SAME"))
        .isEmpty();
  }

  @Test
  void several_answers_select_each_option_once() {
    JsonNode list = Json.object().arrayNode().add("Heat; pump").add("opt_1").add("Solar panels");

    assertThat(FieldValues.options(INTEREST, list)).contains(List.of("opt_2", "opt_1"));
    assertThat(FieldValues.options(INTEREST, new TextNode("opt_1;opt_2")))
        .contains(List.of("opt_1", "opt_2"));
    assertThat(FieldValues.options(INTEREST, new TextNode("opt_1;wind"))).isEmpty();
  }

  @Test
  void a_whole_number_has_no_fraction_and_fits() {
    assertThat(FieldValues.wholeNumber(new TextNode("1,234,567"))).contains(1234567L);
    assertThat(FieldValues.wholeNumber(new DecimalNode(new BigDecimal("1E+2")))).contains(100L);
    assertThat(FieldValues.wholeNumber(new TextNode("1.5"))).isEmpty();
    assertThat(FieldValues.wholeNumber(new DecimalNode(new BigDecimal("1E+30")))).isEmpty();
    assertThat(FieldValues.wholeNumber(new TextNode("many"))).isEmpty();
  }

  @Test
  void one_is_yes_zero_is_no_and_another_number_has_no_value() {
    assertThat(FieldValues.yesOrNo(IntNode.valueOf(1))).contains(true);
    assertThat(FieldValues.yesOrNo(IntNode.valueOf(0))).contains(false);
    assertThat(FieldValues.yesOrNo(IntNode.valueOf(2))).isEmpty();
  }

  @Test
  void a_choice_with_many_options_lists_some_of_them() {
    List<String> many = IntStream.range(0, 60).mapToObj(i -> "o" + i).toList();

    assertThat(FieldValues.oneOf(choice(many, many))).endsWith("o49 and 10 more");
  }

  private static DestinationField choice(List<String> values, List<String> labels) {
    return new DestinationField("f", "F", "enumeration", false, false, values, labels, 0);
  }
}
