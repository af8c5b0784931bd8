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

class BodyTemplateTest {

  private static final Map<String, JsonNode> VALUES =
      Map.of(
          "name",
          new TextNode("Ada \"}, {{age}} \\ $1"),
          "age",
          IntNode.valueOf(36),
          "colours",
          Json.object().arrayNode().add("red").add("dark green"),
          "lead",
          Json.object().put("age", 36));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"n\":\"{{age}}\"}|{\"n\":36}",
        "{\"n\":\"{{ colours }}\"}|{\"n\":[\"red\",\"dark green\"]}",
        "{\"n\":\"{{unknown}}\"}|{\"n\":null}",
        "{\"n\":\"is {{age}}, likes {{colours}}{{unknown}}\"}|{\"n\":\"is 36, likes red, dark green\"}",
        "{\"n\":\"all: {{lead}}\"}|{\"n\":\"all: {\\\"age\\\":36}\"}",
        "{\"n\":\"{{age}} {{age}}\"}|{\"n\":\"36 36\"}",
        "{\"n\":\"{{{age}}}\"}|{\"n\":\"{36}\"}",
        "{\"n\":\"{{a{ge}} }} {{ }} {{}} {{age\"}|{\"n\":\"{{a{ge}} }} {{ }} {{}} {{age\"}",
        "{\"n\":\"}}{{age}}{{\"}|{\"n\":\"}}36{{\"}",
        "[{\"{{age}}\":true},\"{age}\",7]|[{\"{{age}}\":true},\"{age}\",7]",
      })
  void values_replace_the_placeholders_with_their_names(String template, String body) {
    assertThat(filled(template)).isEqualTo(body);
  }

  /** Anyone who may save a page can send such a template. */
  @ParameterizedTest
  @ValueSource(strings = {"{{", "{{ ", "}}", "{{a", "{{ {", "}} {{", " "})
  void a_template_of_any_shape_is_parsed_quickly(String part) {
    String text = "{{" + part.repeat(300_000 / part.length()) + "}";
    JsonNode template = Json.object().put("n", text);
    assertTimeoutPreemptively(
        Duration.ofSeconds(2), () -> new BodyTemplate(template).filledWith(VALUES));
  }

  @Test
  void a_value_cannot_change_the_structure_of_the_body() {
    JsonNode filled =
        Json.read(filled("{\"a\":\"{{name}}\",\"b\":\"Dear {{name}}!\",\"c\":1}")).orElseThrow();

    assertThat(filled).hasSize(3);
    assertThat(filled.path("a").asText()).isEqualTo("Ada \"}, {{age}} \\ $1");
    assertThat(filled.path("b").asText()).isEqualTo("Dear Ada \"}, {{age}} \\ $1!");
  }

  @Test
  void a_template_lists_the_names_of_its_placeholders() {
    BodyTemplate template = template("{\"a\":[\"{{x}} and {{ y }}\",{\"b\":\"{{x}}\"}],\"c\":1}");
    assertThat(template.names()).containsExactly("x", "y");
  }

  private static String filled(String template) {
    return Json.text(template(template).filledWith(VALUES));
  }

  private static BodyTemplate template(String json) {
    return new BodyTemplate(Json.read(json).orElseThrow());
  }
}
