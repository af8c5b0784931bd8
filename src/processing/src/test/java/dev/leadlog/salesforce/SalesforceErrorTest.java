package dev.leadlog.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.text.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SalesforceErrorTest {

  @Test
  void several_errors_are_one_message_with_fields_and_remedy() {
    SalesforceError error =
        error(
            """
            [{"errorCode":"STRING_TOO_LONG","message":"First Name: data value too large: Ada","fields":["FirstName"]},
             {"errorCode":"INVALID_FIELD","message":"No such column 'X'","fields":[]}]""");

    assertThat(error.safeMessage(Map.of("FirstName", new TextNode("Ada"))))
        .isEqualTo(
            "STRING_TOO_LONG: First Name: data value too large: [FirstName]; No such column 'X';"
                + " fields: FirstName; shorten the value with the mapping");
  }

  @Test
  void a_response_that_is_not_a_list_of_errors_has_no_message() {
    assertThat(error("{\"a\":1}").safeMessage(Map.of())).isEmpty();
    assertThat(error("[]").safeMessage(Map.of())).isEmpty();
    assertThat(error("[{\"errorCode\":\"<b>\"}]").safeMessage(Map.of())).isEmpty();
  }

  @Test
  void the_message_of_an_error_contains_no_answer() {
    SalesforceError error =
        error("[{\"errorCode\":\"INVALID_EMAIL_ADDRESS\",\"message\":\"ada@example.org\"}]");

    assertThat(error.toString()).isEqualTo("SalesforceError[INVALID_EMAIL_ADDRESS]");
    assertThat(error.safeMessage(Map.of())).doesNotContain("ada@");
  }

  private static SalesforceError error(String json) {
    return SalesforceError.of(Json.read(json).orElseThrow());
  }
}
