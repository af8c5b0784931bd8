package dev.leadlog.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.document.StrictReader;
import dev.leadlog.text.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeTest {

  private static final String LINK = "https://leads.example.com/console#/leads/1";

  private static final Map<String, String> KNOWN =
      Map.of("full_name", "Ada Lovelace", "formName", "Spring offer", "pageId", "1635959142565683");

  private final Slack slack = new Slack(null, null, Duration.ofSeconds(1));
  private final Teams teams = new Teams(null, null, Duration.ofSeconds(1));

  @Test
  void the_default_text_has_name_form_and_page_and_an_id_where_there_is_no_name() {
    assertThat(notice(NoticeText.DEFAULT, Map.of()).plain())
        .isEqualTo("New lead: Ada Lovelace\nForm: Spring offer\nPage: 1635959142565683");
  }

  @Test
  void the_default_text_holds_nothing_else_of_the_person() {
    Map<String, JsonNode> mapped =
        Map.of("email_id", new TextNode("ada@example.org"), "mobile_no", new TextNode("+4912345"));

    assertThat(notice(NoticeText.DEFAULT, mapped).plain()).doesNotContain("ada@", "+49");
  }

  @Test
  void a_mapped_value_has_priority_over_the_answer() {
    Map<String, JsonNode> mapped = Map.of("full_name", new TextNode("ADA"));

    assertThat(notice(new NoticeText("{{full_name}} {form}"), mapped).plain())
        .isEqualTo("ADA Spring offer");
  }

  @Test
  void a_field_without_a_value_is_empty_and_a_value_is_not_a_placeholder() {
    Map<String, JsonNode> mapped = Map.of("a", new TextNode("{{full_name}} $1"));

    assertThat(notice(new NoticeText("[{{a}}|{{none}}]"), mapped).plain())
        .isEqualTo("[{{full_name}} $1|]");
  }

  @Test
  void a_line_break_in_a_value_becomes_a_blank() {
    Map<String, JsonNode> mapped = Map.of("a", new TextNode("one\r\nForm: forged\u2028x"));

    assertThat(notice(new NoticeText("{{a}}"), mapped).plain()).isEqualTo("one Form: forged x");
  }

  @Test
  void a_text_that_is_too_long_or_names_too_many_fields_is_refused() {
    String fields = "{{a}}".repeat(1) + many();
    StrictReader reader =
        StrictReader.of(Json.object().put("text", fields + "x".repeat(NoticeText.LONGEST)));

    NoticeText.read(reader, "text", NoticeText.LONGEST, NoticeText.DEFAULT);

    assertThat(reader.mistakes())
        .containsExactly(
            "text: must have 2000 characters at most", "text: must name 30 fields at most");
  }

  private static String many() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < NoticeText.MOST_FIELDS; i++) {
      many.append("{{f").append(i).append("}}");
    }
    return many.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "<!channel>, &lt;!channel&gt;",
    "A & B, A &amp; B",
    "<https://evil.example|Ada>, &lt;https://evil.example|Ada&gt;",
    "&lt;!here&gt;, &amp;lt;!here&amp;gt;",
    "@here now, @\u200bhere now",
    "hi @Everyone, hi @\u200bEveryone",
    "me@here.example, me@here.example"
  })
  void slack_shows_an_answer_unchanged_and_mentions_nobody(String answer, String escaped) {
    assertThat(Slack.escaped(answer)).isEqualTo(escaped);
  }

  @ParameterizedTest
  @CsvSource({
    "**bold**, \\*\\*bold\\*\\*",
    "[x](https://evil.example), \\[x\\](https://evil.example)",
    "a_b, a\\_b",
    "C:\\x, C:\\\\x",
    "# head, \\# head",
    "- item, \\- item",
    "1. first, 1\\. first",
    "2026, 2026",
    "<at>all</at>, \\<at\\>all\\</at\\>"
  })
  void teams_shows_an_answer_unchanged(String answer, String escaped) {
    assertThat(Teams.escaped(answer)).isEqualTo(escaped);
  }

  @Test
  void a_slack_message_has_a_text_for_notifications_and_a_button() {
    JsonNode message = slack.message(notice(new NoticeText("New: {{full_name}}"), Map.of()));

    assertThat(message.path("text").asText()).isEqualTo("New: Ada Lovelace");
    assertThat(message.at("/blocks/0/text/text").asText()).isEqualTo("New: Ada Lovelace");
    assertThat(message.at("/blocks/0/text/verbatim").asBoolean()).isTrue();
    assertThat(message.at("/blocks/1/elements/0/url").asText()).isEqualTo(LINK);
  }

  @Test
  void a_section_of_slack_holds_three_thousand_characters_after_escaping() {
    Map<String, JsonNode> mapped =
        Map.of("a", new TextNode("&".repeat(5_000)), "b", new TextNode("<".repeat(5_000)));

    String text =
        slack.message(notice(new NoticeText("{{a}} {{b}} end"), mapped)).path("text").asText();

    assertThat(text.length()).isBetween(1_000, 3_000);
    assertThat(text).endsWith(" end").doesNotContain("&amp…", "&…");
  }

  @Test
  void a_card_is_smaller_than_the_limit_of_teams_in_bytes() {
    StringBuilder template = new StringBuilder();
    for (int i = 0; i < NoticeText.MOST_FIELDS; i++) {
      template.append("{{a}} ");
    }
    Map<String, JsonNode> mapped = Map.of("a", new TextNode("\uD83C\uDF4E".repeat(3_000)));

    String card = Json.text(teams.message(notice(new NoticeText(template.toString()), mapped)));

    assertThat(card.getBytes(StandardCharsets.UTF_8).length).isBetween(5_000, 20 * 1024);
    assertThat(card).contains(LINK).doesNotContain("?");
  }

  @Test
  void a_notice_has_no_link_without_a_console() {
    Notice notice = new Notice(NoticeText.DEFAULT, UnaryOperator.identity(), null);

    assertThat(slack.message(notice).path("blocks")).hasSize(1);
    assertThat(teams.message(notice).at("/attachments/0/content").has("actions")).isFalse();
  }

  private static Notice notice(NoticeText text, Map<String, JsonNode> mapped) {
    LeadValues values = new LeadValues(mapped, name -> Optional.ofNullable(KNOWN.get(name)), LINK);
    return new Notice(text, values::of, LINK);
  }
}
