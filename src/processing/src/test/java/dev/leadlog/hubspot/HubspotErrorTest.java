package dev.leadlog.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.text.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HubspotErrorTest {

  @Test
  void properties_named_as_json_in_the_message_become_plain_text() {
    HubspotError error =
        error(
            """
            {"status":"error","category":"VALIDATION_ERROR","message":"Property values were not valid: [{\\"isValid\\":false,\\"message\\":\\"Ada was not a valid number.\\",\\"error\\":\\"INVALID_INTEGER\\",\\"name\\":\\"numemployees\\"}]"}""");

    assertThat(error.safeMessage(Map.of("numemployees", new TextNode("Ada"))))
        .isEqualTo(
            "VALIDATION_ERROR: Property values were not valid: numemployees: [numemployees] was not"
                + " a valid number.");
  }

  @Test
  void an_error_of_a_batch_includes_its_own_errors() {
    HubspotError error =
        error(
            """
            {"status":"error","category":"VALIDATION_ERROR","message":"Invalid input","errors":[{"message":"Property x does not exist","code":"PROPERTY_DOESNT_EXIST","in":"x"}]}""");

    assertThat(error.safeMessage(Map.of()))
        .isEqualTo("VALIDATION_ERROR: Invalid input Property x does not exist");
  }

  @Test
  void a_limit_is_recognised_by_its_policy() {
    HubspotError daily =
        error("{\"errorType\":\"RATE_LIMIT\",\"policyName\":\"DAILY\",\"message\":\"limit\"}");

    assertThat(daily.isOfLimit()).isTrue();
    assertThat(daily.isOfDay()).isTrue();
  }

  @Test
  void a_category_or_policy_that_is_not_a_name_is_left_out() {
    HubspotError error = error("{\"category\":\"<b>Ada</b>\",\"message\":\"\"}");

    assertThat(error.safeMessage(Map.of())).isEmpty();
    assertThat(error.toString()).isEqualTo("HubspotError[]");
  }

  private static HubspotError error(String json) {
    JsonNode body = Json.read(json).orElseThrow();
    return HubspotError.of(body);
  }
}
