package dev.leadlog.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.document.StrictReader;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.testing.Aws;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Pages;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class MappingOperationsTest {

  private static final StrictReader NO_INPUT = StrictReader.of(Json.object());

  private static final String STRICT =
      """
      [{"metaField":"full_name","leadField":"lead_name","format":["trim","capitalize_name"],"required":true},
       {"metaField":"phone_number","leadField":"mobile_no","format":[{"name":"format_phone_number","args":{"region":"IN"}}]},
       {"metaField":"nothing","leadField":"form","default":"field:form_name","format":["upper"]}]""";

  @Inject MappingOperations operations;
  @Inject SuggestionOperations suggestions;
  @Inject Leads leads;
  @Inject Pages pages;

  private PageId page;

  @BeforeEach
  void reset() {
    leads.reset();
    page = pages.configured();
  }

  @Test
  void a_logged_lead_is_shown_with_the_saved_mapping_and_nothing_is_written() {
    LeadgenId lead = logged(Map.of("full_name", "Ada Lovelace", "colour", "red"));
    Aws.dynamodb().forget();

    ObjectNode preview = ok(preview(Json.object().put("leadgenId", lead.text())));

    assertThat(preview.path("leadgenId").asText()).isEqualTo(lead.text());
    assertThat(preview.path("fields").toString()).contains("\"lead_name\":\"Ada Lovelace\"");
    assertThat(preview.path("problems")).isEmpty();
    assertThat(preview.path("unused").toString()).isEqualTo("[\"colour\"]");
    assertThat(Leads.delivered(lead)).hasSizeGreaterThan(0);
    assertThat(Aws.dynamodb().operations()).containsOnly("GetItem");
  }

  @Test
  void a_preview_with_another_mapping_traces_each_field() {
    LeadgenId lead = logged(Map.of("full_name", " ada lovelace", "phone_number", "12345"));
    ObjectNode request = Json.object().put("leadgenId", lead.text());
    request.set("mapping", json(STRICT));

    ObjectNode preview = ok(preview(request));

    assertThat(Json.text(preview.path("fields")))
        .isEqualTo("{\"lead_name\":\"Ada Lovelace\",\"form\":\"SPRING OFFER\"}");
    JsonNode name = preview.path("traces").get(0);
    assertThat(Json.text(name))
        .isEqualTo(
            "{\"leadField\":\"lead_name\",\"metaField\":[\"full_name\"],\"answers\":[\" ada"
                + " lovelace\"],\"byDefault\":false,\"steps\":[{\"step\":\"trim\",\"values\":[\"ada"
                + " lovelace\"]},{\"step\":\"capitalize_name\",\"values\":[\"Ada"
                + " Lovelace\"]}],\"value\":\"Ada Lovelace\",\"problems\":[]}");
    JsonNode phone = preview.path("traces").get(1);
    assertThat(phone.path("steps").get(0).path("values").isNull()).isTrue();
    assertThat(phone.path("value").isNull()).isTrue();
    assertThat(phone.path("problems").get(0).path("reason").asText()).isEqualTo("INVALID_PHONE");
    assertThat(phone.path("problems").get(0).path("shape").asText()).isEqualTo("5 digits");
    assertThat(preview.path("traces").get(2).path("byDefault").asBoolean()).isTrue();
    assertThat(preview.path("problems")).hasSize(1);
  }

  @Test
  void a_pasted_lead_needs_no_log_and_no_configuration_if_a_mapping_is_given() {
    ObjectNode request = Json.object();
    request.set(
        "payload",
        json(
            """
            {"id":"7","form_id":"4711","platform":"ig","created_time":"2026-02-28T08:49:14+0000",
             "field_data":[{"name":"full_name","values":["<test lead: dummy data for full_name>"]}]}"""));
    request.set(
        "mapping",
        json(
            """
            [{"metaField":"full_name","leadField":"a"},{"leadField":"b","default":"field:platform"},
             {"leadField":"c","default":"field:createdTime","format":["format_date"]},
             {"leadField":"d","default":"field:leadgen_id"},{"leadField":"e","default":"field:pageName"}]"""));

    OperationResult answer = operations.preview("4712", StrictReader.of(request), "ada");

    ObjectNode preview = ok(answer);
    assertThat(preview.path("test").asBoolean()).isTrue();
    assertThat(preview.path("fields").path("b").asText()).isEqualTo("Instagram");
    assertThat(preview.path("fields").path("c").asText()).isEqualTo("2026-02-28");
    assertThat(preview.path("fields").path("d").asText()).isEqualTo("7");
    assertThat(preview.path("problems").get(0).path("reason").asText())
        .isEqualTo("UNRESOLVED_DEFAULT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|400|the input must be a JSON object",
        "{}|400|enter either leadgenId",
        "{'leadgenId':'1','payload':{}}|400|enter either leadgenId",
        "{'leadgenid':'1'}|400|leadgenid: unknown field; did you mean leadgenId?",
        "{'payload':{}}|400|payload.field_data: must be a list",
        "{'payload':[]}|400|payload: must be an object in braces",
        "{'payload':{'field_data':[]},'formId':'x'}|400|must be the form's id",
        "{'payload':{'field_data':[]},'formId':'1'}|404|form 1 is not listed under page",
        "{'payload':{'field_data':[]}}|404|which is not known",
        "{'payload':{'field_data':[]},'mapping':[{'leadField':'a'}]}|400|mapping[0].metaField: is missing",
        "{'payload':{'field_data':[]},'mapping':{}}|400|mapping: must be a list",
        "{'leadgenId':'1'}|404|is not in the log of page",
        "{'leadgenId':'nobody'}|404|is not in the log of page",
      })
  void a_preview_that_is_not_possible_is_refused_with_the_cause(
      String request, int status, String why) {
    OperationResult answer = preview(json(request.replace('\'', '"').replace("form\"s", "form's")));
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().path("detail").asText()).contains(why);
  }

  @Test
  void a_mapping_whose_result_is_too_large_is_refused() {
    ObjectNode request = Json.object();
    request.set("payload", json("{\"field_data\":[{\"name\":\"q\",\"values\":[\"aaaaaaaaaa\"]}]}"));
    ObjectNode field = request.putArray("mapping").addObject();
    field.put("metaField", "q").put("leadField", "f");
    for (int i = 0; i < 8; i++) {
      ObjectNode step = field.withArray("format").addObject().put("name", "replace");
      step.putObject("args").put("pattern", "a").put("with", "aaaaaaaaaa");
    }

    OperationResult answer = preview(request);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("detail").asText()).contains("f: replace: must be at most 64 KB");
  }

  @Test
  void a_lead_of_another_page_and_an_unread_lead_are_not_shown() {
    LeadgenId lead = logged(Map.of("full_name", "Ada Lovelace"));
    ObjectNode request = Json.object().put("leadgenId", lead.text());
    assertThat(
            operations.preview(pages.configured().text(), StrictReader.of(request), "ada").status())
        .isEqualTo(404);
    assertThat(operations.preview("my-page", StrictReader.of(request), "ada").status())
        .isEqualTo(400);

    LeadgenId unread = leads.announced(page);
    assertThat(preview(Json.object().put("leadgenId", unread.text())).status()).isEqualTo(409);
  }

  @Test
  void a_suggested_mapping_can_be_saved_unchanged() {
    FormId form = Meta.form(page);

    ObjectNode suggested = ok(suggestions.suggest(page.text(), form.text(), NO_INPUT));

    assertThat(suggested.path("destination").asText()).isEqualTo("leads-table");
    assertThat(suggested.path("unmapped")).isEmpty();
    ObjectNode document = Pages.document(page);
    ((ObjectNode) document.path("forms").get(0)).put("formId", form.text());
    ((ObjectNode) document.path("forms").get(0)).set("mapping", suggested.path("mapping"));
    pages.save(page, document);
  }

  @Test
  void a_suggestion_uses_the_field_names_of_the_page_s_other_forms() {
    FormId form = Meta.form(page);

    ObjectNode suggested = ok(suggestions.suggest(page.text(), form.text(), NO_INPUT));

    assertThat(suggested.path("mapping").findValuesAsText("leadField")).contains("lead_name");
  }

  @Test
  void a_suggestion_for_a_destination_that_is_not_saved_checks_its_settings() {
    FormId form = Meta.form(page);
    StrictReader complete = draft("{\"name\":\"crm\",\"type\":\"leads-table\",\"mapping\":[]}");
    StrictReader wrong = draft("{\"type\":\"hubspot\",\"token\":\"***\"}");

    ObjectNode suggested = ok(suggestions.suggest(page.text(), form.text(), complete));
    OperationResult refused = suggestions.suggest(page.text(), form.text(), wrong);

    assertThat(suggested.path("destination").asText()).isEqualTo("leads-table");
    assertThat(suggested.path("mapping")).isNotEmpty();
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().path("mistakes").toString())
        .contains("destination.token: is *** but there is no stored secret");
  }

  private static StrictReader draft(String destination) {
    return StrictReader.of(json("{\"destination\":" + destination + "}"));
  }

  @Test
  void a_form_on_a_later_page_of_the_list_is_found() {
    FormId form = null;
    for (int i = 0; i < 52; i++) {
      form = Meta.form(page);
    }
    assertThat(ok(suggestions.suggest(page.text(), form.text(), NO_INPUT)).path("mapping"))
        .hasSize(3);
  }

  @Test
  void a_failure_of_meta_is_answered_with_the_cause() {
    OperationResult unknown = suggestions.suggest(page.text(), "4711", NO_INPUT);
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.body().path("detail").asText()).contains("form 4711 is not a form of page");
    assertThat(suggestions.suggest(page.text(), "spring", NO_INPUT).status()).isEqualTo(400);
    assertThat(suggestions.suggest("my-page", "4711", NO_INPUT).status()).isEqualTo(400);

    Meta.refuse(Pages.token(page));
    Meta.refuse(Meta.SYSTEM_USER);
    OperationResult refused = suggestions.suggest(page.text(), Meta.form(page).text(), NO_INPUT);
    assertThat(refused.status()).isEqualTo(502);
    assertThat(refused.body().path("reason").asText()).isEqualTo("META_TOKEN_INVALID");
    assertThat(refused.body().path("detail").asText()).doesNotContain(Pages.token(page));
  }

  private LeadgenId logged(Map<String, String> answers) {
    LeadgenId lead = Meta.lead(page, answers);
    leads.announce(lead, page);
    leads.work();
    return lead;
  }

  private OperationResult preview(JsonNode request) {
    return operations.preview(page.text(), StrictReader.of(request), "ada");
  }

  private static ObjectNode ok(OperationResult answer) {
    assertThat(answer.status()).as(Json.text(answer.body())).isEqualTo(200);
    return answer.body();
  }

  private static JsonNode json(String text) {
    return Json.read(text).orElseThrow();
  }
}
