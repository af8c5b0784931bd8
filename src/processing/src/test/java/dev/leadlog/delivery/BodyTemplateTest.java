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

class BodyTemplateTest {

  private static final Map<String, JsonNode> VALUES =
      Map.of(
          "name",
          new TextNode("Ada \"}, {{age}} \\ $1"),
          "age",
          IntNode.valueOf(36),
          "colours",
          Json.object().arrayNode().add("red"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"n\":\"{{age}}\"}|{\"n\":36}",
        "{\"n\":\"{{ colours }}\"}|{\"n\":[\"red\"]}",
        "{\"n\":\"{{unknown}}\"}|{\"n\":null}",
        "{\"n\":\"is {{age}}, likes {{colours}}{{unknown}}\"}|{\"n\":\"is 36, likes [\\\"red\\\"]\"}",
        "[{\"{{age}}\":true},\"{age}\",7]|[{\"{{age}}\":true},\"{age}\",7]",
      })
  void values_take_the_places_that_name_them(String template, String body) {
    assertThat(filled(template)).isEqualTo(body);
  }

  @Test
  void no_value_gets_out_of_its_place() {
    JsonNode filled =
        Json.read(filled("{\"a\":\"{{name}}\",\"b\":\"Dear {{name}}!\",\"c\":1}")).orElseThrow();

    assertThat(filled).hasSize(3);
    assertThat(filled.path("a").asText()).isEqualTo("Ada \"}, {{age}} \\ $1");
    assertThat(filled.path("b").asText()).isEqualTo("Dear Ada \"}, {{age}} \\ $1!");
  }

  @Test
  void it_knows_the_names_that_it_has_places_for() {
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
