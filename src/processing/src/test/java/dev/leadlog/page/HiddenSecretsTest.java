package dev.leadlog.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.document.StrictReader;
import dev.leadlog.log.FormId;
import dev.leadlog.text.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HiddenSecretsTest {

  private static final String DOCUMENT =
      """
      {"accessToken":"literal-token","pageName":"Token",
       "destination":{"type":"http","url":"https://a.example","secret":["literal-1","ssm:/leadlog/destination/x"],
        "headers":{"X-Api-Key":"literal-2","X-From":"shown"},"body":{"key":"{{name}}","password":"literal-3"}},
       "forms":[
        {"formId":"1","destination":{"type":"frappe","doctype":"Lead","apiKey":"literal-4","token":"env:TOKEN"},
         "mapping":[{"metaField":"token","leadField":"api_key"}]},
        {"formId":"2","destination":{"type":"frappe","token":"literal-5"}}]}""";

  @Test
  void secrets_are_hidden_at_any_path_and_other_values_are_not() {
    ObjectNode hidden = HiddenSecrets.hide(document());

    assertThat(Json.text(hidden))
        .doesNotContain("literal-")
        .contains("\"ssm:/leadlog/destination/x\"", "\"env:TOKEN\"", "\"shown\"", "{{name}}")
        .contains("\"metaField\":\"token\"", "\"pageName\":\"Token\"");
  }

  @Test
  void the_url_of_a_chat_webhook_is_a_secret_and_that_of_a_site_is_not() {
    ObjectNode document =
        (ObjectNode)
            Json.read(
                    """
                    {"destinations":[
                      {"name":"a","type":"slack","url":"https://hooks.slack.com/services/literal"},
                      {"name":"b","type":"teams","url":"ssm:/leadlog/destination/teams"},
                      {"name":"c","type":"http","url":"https://shown.example"}]}""")
                .orElseThrow();

    ObjectNode hidden = HiddenSecrets.hide(document);

    assertThat(hidden.path("destinations").findValuesAsText("url"))
        .containsExactly("***", "ssm:/leadlog/destination/teams", "https://shown.example");
    HiddenSecrets.restore(hidden, document, StrictReader.of(hidden));
    assertThat(hidden).isEqualTo(document);
  }

  @Test
  void a_shown_document_can_be_saved_even_in_another_order() {
    ObjectNode shown = HiddenSecrets.hide(document());
    ArrayNode forms = (ArrayNode) shown.path("forms");
    forms.add(forms.remove(0));
    StrictReader reader = StrictReader.of(shown);

    HiddenSecrets.restore(shown, document(), reader);

    assertThat(reader.mistakes()).isEmpty();
    assertThat(shown.path("accessToken").asText()).isEqualTo("literal-token");
    assertThat(shown.path("destination")).isEqualTo(document().path("destination"));
    assertThat(shown.path("forms").get(0)).isEqualTo(document().path("forms").get(1));
    assertThat(shown.path("forms").get(1)).isEqualTo(document().path("forms").get(0));
  }

  @Test
  void a_destination_keeps_its_secret_by_its_name_at_any_position_of_the_list() {
    ObjectNode before =
        named(
            "[{'name':'a','type':'http','secret':'literal-a'},{'name':'b','type':'http','secret':'literal-b'}]");
    ObjectNode shown = HiddenSecrets.hide(before);
    assertThat(Json.text(shown)).doesNotContain("literal-");
    ArrayNode destinations = (ArrayNode) shown.path("destinations");
    destinations.add(destinations.remove(0));
    destinations.addObject().put("name", "c").put("type", "http").put("secret", "***");
    StrictReader reader = StrictReader.of(shown);

    HiddenSecrets.restore(shown, before, reader);

    assertThat(shown.at("/destinations/0/secret").asText()).isEqualTo("literal-b");
    assertThat(shown.at("/destinations/1/secret").asText()).isEqualTo("literal-a");
    assertThat(reader.mistakes())
        .containsExactly(
            "destinations[2].secret: is *** but there is no stored secret to keep; enter the secret");
  }

  @Test
  void a_single_destination_keeps_its_secret_when_it_becomes_one_of_several() {
    ObjectNode before =
        (ObjectNode)
            Json.read("{\"destination\":{\"type\":\"http\",\"secret\":\"literal-a\"}}")
                .orElseThrow();
    ObjectNode after = named("[{'name':'a','type':'http','secret':'***'}]");
    StrictReader reader = StrictReader.of(after);

    HiddenSecrets.restore(after, before, reader);

    assertThat(reader.mistakes()).isEmpty();
    assertThat(after.at("/destinations/0/secret").asText()).isEqualTo("literal-a");
  }

  private static ObjectNode named(String destinations) {
    String document = "{'destinations':" + destinations + "}";
    return (ObjectNode) Json.read(document.replace('\'', '"')).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"1, frappe, apiKey, literal-4", "9, http, secret, literal-a"})
  void a_destination_of_a_form_gets_the_secret_of_the_form_or_of_the_page(
      String form, String type, String field, String secret) {
    ObjectNode stored = document();
    ((ObjectNode) stored.path("destination")).put("secret", "literal-a");
    ObjectNode owner = Json.object();
    owner.putObject("destination").put("type", type).put(field, "***");
    StrictReader reader = StrictReader.of(owner);

    HiddenSecrets.restoreDestination(owner, stored, new FormId(form), reader);

    assertThat(owner.path("destination").path(field).asText("")).isEqualTo(secret);
    assertThat(reader.hasMistakes()).isFalse();
  }

  @Test
  void asterisks_without_an_earlier_secret_are_a_mistake() {
    ObjectNode shown = HiddenSecrets.hide(document());
    ((ObjectNode) shown.path("forms").get(0)).put("formId", "3");
    StrictReader reader = StrictReader.of(shown);

    HiddenSecrets.restore(shown, document(), reader);

    assertThat(reader.mistakes())
        .containsExactly(
            "forms[0].destination.apiKey: is *** but there is no stored secret to keep; enter the secret");
  }

  private static ObjectNode document() {
    return (ObjectNode) Json.read(DOCUMENT).orElseThrow();
  }
}
