package dev.leadlog.frappe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.delivery.DestinationField;
import dev.leadlog.text.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrappeTypesTest {

  private static final FrappeTypes TYPES = new FrappeTypes();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Check|\"yes\"|1",
        "Check|\"true\"|1",
        "Check|\"1\"|1",
        "Check|true|1",
        "Check|1|1",
        "Check|\"Sí\"|1",
        "Check|\" JA \"|1",
        "Check|\"हाँ\"|1",
        "Check|\"no\"|0",
        "Check|\"false\"|0",
        "Check|\"não\"|0",
        "Check|false|0",
        "Check|0|0",
        "Check|[\"yes\"]|1",
        "Int|\"36\"|36",
        "Int|\"1,234,567\"|1234567",
        "Int|36.0|36",
        "Int|\"-2\"|-2",
        "Long Int|\"9000000000\"|9000000000",
        "Float|\"1.5\"|1.5",
        "Float|1000.50|1000.50",
        "Currency|\"₹ 1,00,000.00\"|100000.00",
        "Currency|\"$1,234,567.50\"|1234567.50",
        "Percent|\"12.5 %\"|12.5",
        "Percent|\"50\"|50",
        "Date|\"1987-04-19\"|\"1987-04-19\"",
        "Date|\"April 19, 1987\"|\"1987-04-19\"",
        "Date|\"19/04/1987\"|\"1987-04-19\"",
        "Date|\"2026-02-28T20:49:14+0000\"|\"2026-02-28\"",
        "Datetime|\"2026-02-28T20:49:14+0000\"|\"2026-02-28 20:49:14\"",
        "Datetime|\"2026-02-28T20:49:14.123Z\"|\"2026-02-28 20:49:14\"",
        "Datetime|\"2026-02-28 20:49:14 \"|\"2026-02-28 20:49:14\"",
        "Datetime|\"28.2.2026, 8:49 pm\"|\"2026-02-28 20:49:00\"",
        "Datetime|\"2026-02-28\"|\"2026-02-28 00:00:00\"",
        "Time|\"18:30\"|\"18:30:00\"",
        "Time|\"6:30 p.m.\"|\"18:30:00\"",
        "Time|\"12:05 AM\"|\"00:05:00\"",
        "Select|\"Hot\"|\"Hot\"",
        "Select|\" hot \"|\"Hot\"",
        "Select|\"not_yet\"|\"Not yet\"",
        "Data|\"yes\"|\"yes\"",
        "Data|true|1",
        "Small Text|[\"red\",\"green\"]|\"red, green\"",
        "Link|\"India\"|\"India\"",
      })
  void a_value_that_fits_the_field_is_sent_in_the_form_of_the_field(
      String type, String value, String stored) {
    assertThat(fitted(type, json(value)).map(Json::text)).contains(stored);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Check|maybe",
        "Check|2",
        "Check|yes, no",
        "Int|1.5",
        "Int|11-50",
        "Int|9000000000",
        "Int|1.234",
        "Float|about 5",
        "Currency|1.234",
        "Percent|half",
        "Date|03/04/1987",
        "Date|1987-02-30",
        "Date|yes",
        "Datetime|03/04/1987 18:30",
        "Datetime|2026-02-28 25:00",
        "Time|25:00",
        "Time|13:30 pm",
        "Time|evening",
        "Select|Warm",
        "Table|x",
        "Table MultiSelect|x",
      })
  void a_value_that_does_not_fit_the_field_is_not_sent(String type, String value) {
    assertThat(fitted(type, new TextNode(value))).isEmpty();
    assertThat(TYPES.expected(field(type, List.of("Hot")))).isNotBlank();
  }

  @Test
  void a_choice_between_yes_and_no_accepts_a_ticked_box() {
    DestinationField field = field("Select", List.of("Yes", "No"));
    assertThat(TYPES.fitted(field, new TextNode("true"))).contains(new TextNode("Yes"));
    assertThat(TYPES.fitted(field, json("false"))).contains(new TextNode("No"));
  }

  @Test
  void a_choice_without_options_accepts_any_text() {
    assertThat(TYPES.fitted(field("Select", List.of()), new TextNode("Warm")))
        .contains(new TextNode("Warm"));
  }

  @Test
  void a_text_that_matches_two_options_selects_neither() {
    DestinationField field = field("Select", List.of("A B", "a_b"));
    assertThat(TYPES.fitted(field, new TextNode("A_b"))).isEmpty();
    assertThat(TYPES.fitted(field, new TextNode("a_b"))).contains(new TextNode("a_b"));
  }

  private static Optional<JsonNode> fitted(String type, JsonNode value) {
    return TYPES.fitted(field(type, List.of("Hot", "Not yet")), value);
  }

  private static DestinationField field(String type, List<String> options) {
    return new DestinationField("f", "F", type, false, false, options);
  }

  private static JsonNode json(String text) {
    return Json.read(text).orElseThrow();
  }
}
