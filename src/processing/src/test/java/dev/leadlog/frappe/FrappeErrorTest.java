package dev.leadlog.frappe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.text.Json;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrappeErrorTest {

  private static final Map<String, JsonNode> FIELDS =
      Map.of("lead_name", new TextNode("Ada Lovelace"), "first_name", new TextNode("Ada"));

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
