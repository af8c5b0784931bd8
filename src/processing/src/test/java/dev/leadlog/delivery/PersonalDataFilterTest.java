package dev.leadlog.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.text.Json;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stored of a message of a destination. */
class PersonalDataFilterTest {

  private static final Map<String, JsonNode> FIELDS =
      Map.of(
          "lead_name", new TextNode("Ada Lovelace"),
          "first_name", new TextNode("Ada"),
          "contact", new TextNode("zoë.king@example.org"),
          "company", new TextNode("Müller & Sons <Berlin>"),
          "street", new TextNode("12 Baker's Row 4711"),
          "grade", new TextNode("A"),
          "age", IntNode.valueOf(36),
          "colours", Json.object().arrayNode().add("red").add("dark green"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ada Lovelace is on the list already|[lead_name] is on the list already",
        "ADA LOVELACE, or Ada, or \"ada\"|[lead_name], or [first_name], or \"[first_name]\"",
        "Adamant Canada|Adamant Canada",
        "grade A is no Address|grade [grade] is no Address",
        "36 is less than 136|[age] is less than 136",
        "lovelace, A. is known|[lead_name], [grade]. is known",
        "no company Müller &amp; Sons &lt;Berlin&gt;|no company [company]",
        "no company Müller &amp;amp; Sons|no company [company] & [company]",
        "no company M&uuml;ller, M&#252;ller|no company [company], [company]",
        "GET /?q=M%C3%BCller%20%26%20Sons%20%3CBerlin%3E|GET /?q=[company]",
        "GET /?q=Ada+Lovelace&x=Ada%20Lovelace|GET /?q=[lead_name]&x=[lead_name]",
        "M\\u00fcller|[company]",
        "Mu\u0308ller|[company]",
        "Baker&#39;s Row is unknown|[street]'s Row is unknown",
        "at 4711, 12|at [street], 12",
        "user zoë.king exists|user [contact].[contact] exists",
        "Value missing for Lead: Name|Value missing for Lead: Name",
        "dark green, red|[colours], [colours]",
        "write to someone.else@example.org|write to [an e-mail address]",
        "call +49 (151) 234-5678 or 0151234567|call [a number] or [a number]",
        "CRM-LEAD-2026-00012 exists|CRM-LEAD-2026-00012 exists",
      })
  void answers_are_replaced_by_the_names_of_their_fields(String said, String kept) {
    assertThat(PersonalDataFilter.removedFrom(said, FIELDS)).isEqualTo(kept);
  }

  @Test
  void a_cut_message_ends_with_a_whole_character_and_cannot_contain_markers() {
    String said = PersonalDataFilter.removedFrom("x".repeat(299) + "👩 \\ud83d \uE000 Ada", FIELDS);
    assertThat(said.codePoints()).noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    assertThat(PersonalDataFilter.removedFrom("\uE000 \uE001\uE000 Ada \\ud800", FIELDS))
        .endsWith("[first_name] ?");
  }

  @Test
  void a_long_message_is_cut() {
    assertThat(PersonalDataFilter.removedFrom("word ".repeat(200), Map.of())).hasSizeLessThan(302);
  }

  /** A malicious server must not keep the function busy. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "<a", "a@", "1(", "&lt;"})
  void a_message_of_any_length_is_filtered_quickly(String said) {
    String body = Json.text(Json.object().put("message", said.repeat(300_000)));

    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> assertThat(frappe(body).safeMessage(FIELDS)).hasSizeLessThan(302));
  }

  @Test
  void a_text_that_is_not_a_class_name_is_left_out() {
    assertThat(frappe("{\"exc_type\":\"Ada Lovelace\"}").safeMessage(FIELDS)).isEmpty();
    assertThat(frappe("{\"exc_type\":\"" + "E".repeat(500_000) + "\"}").safeMessage(FIELDS))
        .isEmpty();
  }

  @Test
  void the_server_messages_of_frappe_are_read_without_html() {
    FrappeError error =
        frappe(
            """
            {"exception":"frappe.exceptions.MandatoryError: [Lead, x]: lead_name","exc_type":"MandatoryError",
             "exc":"[\\"Traceback: secret\\"]",
             "_server_messages":"[\\"{\\\\\\"message\\\\\\": \\\\\\"Value missing for <b>Lead</b>:&nbsp;Name &amp; &lt;Ada&gt;\\\\\\"}\\", \\"{\\\\\\"message\\\\\\": \\\\\\"<p>And more</p>\\\\\\"}\\"]"}""");
    assertThat(error.type()).isEqualTo("MandatoryError");
    assertThat(error.message()).isEqualTo("Value missing for Lead: Name & <Ada>; And more");
    assertThat(error.safeMessage(FIELDS))
        .isEqualTo("MandatoryError: Value missing for Lead: Name & <[first_name]>; And more");
  }

  @Test
  void the_exception_is_used_if_there_are_no_server_messages() {
    FrappeError error =
        frappe("{\"exception\":\"frappe.exceptions.ValidationError: Ada Lovelace is too young\"}");
    assertThat(error.safeMessage(FIELDS)).isEqualTo("ValidationError: [lead_name] is too young");
  }

  @Test
  void messages_of_older_versions_are_plain_texts() {
    FrappeError error =
        frappe("{\"exc_type\":\"X\",\"_server_messages\":\"[\\\"No <i>such</i> user\\\"]\"}");
    assertThat(error.safeMessage(Map.of())).isEqualTo("X: No such user");
  }

  @Test
  void any_other_body_has_no_message() {
    assertThat(frappe("{}").safeMessage(Map.of())).isEmpty();
    assertThat(frappe("[1]").safeMessage(Map.of())).isEmpty();
    assertThat(frappe("{\"_server_messages\":\"not JSON\"}").safeMessage(Map.of())).isEmpty();
  }

  private static FrappeError frappe(String body) {
    return FrappeError.of(Json.read(body).orElseThrow());
  }
}
