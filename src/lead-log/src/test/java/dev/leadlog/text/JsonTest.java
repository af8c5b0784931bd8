package dev.leadlog.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":123456789012345678901234567890}",
        "{\"id\":9007199254740993}",
        "{\"price\":1.50,\"small\":0.10000000000000000000000001}",
        "{\"z\":1,\"a\":2,\"m\":{\"y\":null,\"b\":[]}}",
        "{\"name\":\"Zoë 李 😀\"}",
      })
  void json_that_is_read_is_written_unchanged(String json) {
    assertThat(Json.text(Json.read(json).orElseThrow())).isEqualTo(json);
    assertThat(Json.text(Json.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow()))
        .isEqualTo(json);
    assertThat(Json.text(Json.stored(json))).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{}{}",
        "{} trailing",
        "[1,2]]",
        "<html>",
        "{'a':1}",
        "NaN",
        "{\"a\":01}"
      })
  void text_that_is_not_json_is_empty(String text) {
    assertThat(Json.read(text)).isEmpty();
    assertThat(Json.read(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  void foreign_json_is_read_to_a_depth_of_1000() {
    assertThat(Json.read(nested(1_000))).isPresent();
    assertThat(Json.read(nested(1_001))).isEmpty();
    assertThat(Json.read(nested(100_000))).isEmpty();
  }

  @Test
  void json_of_the_maximum_depth_can_be_wrapped_and_stored() {
    String wrapped =
        Json.text(Json.object().set("changes", Json.read(nested(1_000)).orElseThrow()));

    assertThat(Json.text(Json.stored(wrapped))).isEqualTo(wrapped);
  }

  @Test
  void stored_json_that_was_cut_is_read_as_text() {
    assertThat(Json.stored("{\"field\":\"leadg").asText()).isEqualTo("{\"field\":\"leadg");
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }
}
