package dev.leadlog.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.text.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SalesforceErrorTest {

  @Test
  void several_errors_are_one_text_with_fields_and_remedy() {
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
  void an_answer_that_is_no_list_of_errors_says_nothing() {
    assertThat(error("{\"a\":1}").safeMessage(Map.of())).isEmpty();
    assertThat(error("[]").safeMessage(Map.of())).isEmpty();
    assertThat(error("[{\"errorCode\":\"<b>\"}]").safeMessage(Map.of())).isEmpty();
  }

  @Test
  void what_the_person_answered_is_in_no_text_of_the_error() {
    SalesforceError error =
        error("[{\"errorCode\":\"INVALID_EMAIL_ADDRESS\",\"message\":\"ada@example.org\"}]");

    assertThat(error.toString()).isEqualTo("SalesforceError[INVALID_EMAIL_ADDRESS]");
    assertThat(error.safeMessage(Map.of())).doesNotContain("ada@");
  }

  private static SalesforceError error(String json) {
    return SalesforceError.of(Json.read(json).orElseThrow());
  }
}
