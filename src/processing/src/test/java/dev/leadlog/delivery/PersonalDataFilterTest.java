package dev.leadlog.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.text.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
