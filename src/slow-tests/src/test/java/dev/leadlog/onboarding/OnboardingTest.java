package dev.leadlog.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.document.StrictReader;
import dev.leadlog.jobs.Jobs;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Status;
import dev.leadlog.operations.OnboardingOperations;
import dev.leadlog.operations.OperationResult;
import dev.leadlog.operations.PageOperations;
import dev.leadlog.page.PageConfigs;
import dev.leadlog.testing.Aws;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Pages;
import dev.leadlog.workbench.Parameters;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class OnboardingTest {

  /** Longer than the timeout of a list in these tests. */
  private static final Duration SLOWLY = Duration.ofSeconds(4);

  private static final String USER_TOKEN = "local-user-token";

  @Inject OnboardingOperations operations;
  @Inject PageOperations pageOperations;
  @Inject PageConfigs configs;
  @Inject Jobs jobs;
  @Inject Leads leads;
  @Inject Pages pages;
  @Inject Parameters parameters;

  private static dev.leadlog.simulatedmeta.MetaResponse json(String body) {
    return new dev.leadlog.simulatedmeta.MetaResponse(200, body, Map.of(), Duration.ZERO);
  }

  private OperationResult forms(PageId page) {
    return operations.forms(page.text(), StrictReader.of(Json.object()));
  }

  @BeforeEach
  void reset() {
    leads.reset();
  }

  @Nested
  class DiscoveringPages {

    @Test
    void discover_lists_the_pages_of_a_token_in_parts_and_shows_no_token() {
      PageId configured = pages.configured();
      Meta.page(configured, Json.object().put("name", "Acme"));
      PageId last = null;
      for (int i = 0; i < 101; i++) {
        last = Pages.unknown();
        Meta.page(last, Json.object());
      }

      OperationResult answer = discover("{\"userToken\":\"" + USER_TOKEN + "\"}");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(page(answer, configured).path("configured").asBoolean()).isTrue();
      assertThat(page(answer, configured).path("pageName").asText()).isEqualTo("Acme");
      assertThat(page(answer, last).path("configured").asBoolean()).isFalse();
      assertThat(page(answer, last).path("tasks").toString()).contains("ADVERTISE");
      assertThat(answer.body().toString()).doesNotContain("token");
    }

    @Test
    void discover_uses_the_system_user_token_by_default() {
      PageId page = Pages.unknown();
      Meta.page(page, Json.object());

      assertThat(page(discover("{}"), page).path("pageId").asText()).isEqualTo(page.text());
      assertThat(Meta.readsWith(Meta.SYSTEM_USER)).isNotEmpty();
    }

    @Test
    void discover_adds_a_page_with_its_own_token_which_reads_its_leads() {
      PageId page = Pages.unknown();
      Meta.page(page, Json.object().put("name", "Acme"));

      OperationResult answer = add(page, USER_TOKEN, false);

      assertThat(answer.body().at("/added/0/pageName").asText()).isEqualTo("Acme");
      assertThat(answer.body().at("/added/0/accessToken").asText())
          .isEqualTo(Parameters.reference(page));
      assertThat(answer.body().toString()).doesNotContain(Pages.token(page), USER_TOKEN);
      assertThat(parameters.value(page)).isEqualTo(Pages.token(page));
      Meta.refuse(Meta.SYSTEM_USER);
      LeadgenId lead = leads.announced(page);
      leads.work();
      assertThat(leads.log(lead).status()).isEqualTo(Status.UNCONFIGURED);
      assertThat(leads.log(lead).leadPayload()).isNotNull();
    }

    @Test
    void discover_begins_a_job_for_leads_that_waited_for_the_added_page() {
      PageId page = Pages.unknown();
      Meta.page(page, Json.object());

      add(page, USER_TOKEN, false);

      assertThat(jobs.list(5, null).items())
          .anySatisfy(
              job -> {
                assertThat(job.by()).isEqualTo("marie");
                assertThat(job.request().toString()).contains(page.text());
              });
    }

    @Test
    void discover_subscribes_the_added_page_on_request() {
      PageId page = Pages.unknown();
      Meta.page(page, Json.object().set("subscribedFields", Json.stored("[]")));

      OperationResult answer = add(page, USER_TOKEN, true);

      assertThat(answer.body().at("/added/0/subscribed").asBoolean()).isTrue();
    }

    @Test
    void discover_does_not_change_a_configured_page() {
      PageId page = pages.configured();
      parameters.put(page, "its present one");

      OperationResult answer = add(page, USER_TOKEN, false);

      assertThat(answer.body().at("/refused/0/why").asText()).contains("already configured");
      assertThat(parameters.value(page)).isEqualTo("its present one");
      assertThat(configs.find(page).orElseThrow().config().revision()).isEqualTo(1);
    }

    @Test
    void discover_adds_no_page_that_the_token_cannot_access() {
      PageId page = Pages.unknown();

      OperationResult answer = add(page, USER_TOKEN, false);

      assertThat(answer.body().path("refused")).hasSize(1);
      assertThat(configs.find(page)).isEmpty();
    }

    @Test
    void a_given_token_is_never_resolved_as_a_parameter_of_the_stack() {
      PageId page = pages.configured();

      OperationResult answer = discover("{\"userToken\":\"" + Parameters.reference(page) + "\"}");

      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.body().path("reason").asText()).isEqualTo("META_TOKEN_INVALID");
      assertThat(Meta.readsWith(Pages.token(page))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
      "'{\"userToken\":7}',           userToken",
      "'{\"pageIds\":[]}',            pageIds",
      "'{\"pageIds\":[\"x\"]}',       pageIds[0]",
      "'{\"subscribe\":\"yes\"}',     subscribe",
      "'[]',                          the input"
    })
    void discover_refuses_an_invalid_request_and_names_the_field(String body, String name) {
      OperationResult answer = discover(body);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body().path("mistakes").path(0).asText()).startsWith(name);
    }

    @Test
    void discover_names_the_probable_cause_if_Meta_lists_no_page() {
      Meta.answerAll(call -> json("{\"data\":[]}"));

      OperationResult answer = discover("{}");

      assertThat(answer.body().path("pages")).isEmpty();
      assertThat(answer.body().path("note").asText()).contains("business_management");
    }

    @Test
    void discover_names_the_pages_that_it_had_no_time_for() {
      PageId page = Pages.unknown();
      Meta.answerAll(call -> json("{}").after(SLOWLY));

      OperationResult answer = add(page, USER_TOKEN, false);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body().path("left").toString()).isEqualTo("[\"" + page + "\"]");
    }

    @Test
    void discover_shows_the_pages_listed_in_time_with_a_cursor() {
      Meta.answerAll(
          call ->
              call.query().containsKey("after")
                  ? json("{\"data\":[]}").after(SLOWLY)
                  : json(
                      "{\"data\":[{\"id\":\"11\"}],\"paging\":{\"next\":\"…\",\"cursors\":{\"after\":\"cursor1\"}}}"));

      OperationResult answer = discover("{}");

      assertThat(answer.body().at("/pages/0/pageId").asText()).isEqualTo("11");
      assertThat(answer.body().path("next").asText()).isEqualTo("cursor1");
    }

    private OperationResult add(PageId page, String userToken, boolean subscribe) {
      ObjectNode request = Json.object().put("userToken", userToken).put("subscribe", subscribe);
      request.putArray("pageIds").add(page.text());
      return operations.discover(StrictReader.of(request), "marie");
    }

    private OperationResult discover(String body) {
      return operations.discover(StrictReader.of(Json.read(body).orElseThrow()), "marie");
    }

    private JsonNode page(OperationResult answer, PageId page) {
      return StreamSupport.stream(answer.body().path("pages").spliterator(), false)
          .filter(each -> each.path("pageId").asText().equals(page.text()))
          .findFirst()
          .orElseThrow();
    }
  }

  @Nested
  class FormsOfAPage {

    @Test
    void each_form_is_mapped_new_archived_or_gone_and_has_its_questions() {
      PageId page = pages.configured();
      FormId mapped = new FormId(Meta.FORM);
      FormId archived = new FormId(Aws.newId());
      FormId gone = new FormId(Aws.newId());
      Meta.form(page, mapped, Json.object().put("name", "Spring offer"));
      FormId unmapped = Meta.form(page, colours());
      FormId draft = Meta.form(page, Json.object().put("status", "DRAFT"));
      Meta.form(page, archived, Json.object().put("status", "ARCHIVED"));
      map(page, archived, gone);

      ObjectNode answer = forms(page).body();

      assertThat(answer.path("mapped").toString()).contains(mapped.text(), archived.text());
      assertThat(answer.path("new").toString()).isEqualTo("[\"" + unmapped + "\"]");
      assertThat(answer.path("archived").toString()).isEqualTo("[\"" + archived + "\"]");
      assertThat(answer.path("gone").toString()).isEqualTo("[\"" + gone + "\"]");
      assertThat(answer.toString()).doesNotContain(draft.text());
      JsonNode colour = form(answer, unmapped).path("questions").path(0);
      assertThat(colour.path("label").asText()).isEqualTo("Which colour?");
      assertThat(colour.at("/options/0/value").asText()).isEqualTo("Red");
      assertThat(form(answer, mapped).path("questionsNotMapped").toString())
          .isEqualTo("[\"phone_number\"]");
      assertThat(form(answer, mapped).path("mappedWithoutQuestion")).isEmpty();
    }

    @Test
    void a_form_without_a_mapped_question_is_a_warning_when_the_page_is_saved() {
      PageId page = pages.configured();
      FormId form =
          Meta.form(
              page,
              (ObjectNode)
                  Json.read(
                          """
                          {"questions":[{"key":"what\u2019s_your_budget?","label":"b","type":"CUSTOM"}]}""")
                      .orElseThrow());
      ObjectNode document = Pages.document(page);
      document.remove("forms");
      ObjectNode mapped = document.putArray("forms").addObject().put("formId", form.text());
      for (String key : List.of("what's_your_budget?", "campaign_name", "page_name", "email")) {
        mapped.withArray("mapping").addObject().put("metaField", key).put("leadField", key);
      }

      OperationResult answer =
          pageOperations.save(page.text(), document, null, StrictReader.of(Json.object()), "me");

      assertThat(answer.body().path("warnings")).hasSize(1);
      assertThat(answer.body().at("/warnings/0").asText())
          .startsWith("forms[0].mapping[3].metaField: \"email\" is not a question of form " + form);
      ObjectNode forms = operations.forms(page.text(), StrictReader.of(Json.object())).body();
      assertThat(form(forms, form).path("mappedWithoutQuestion").toString())
          .isEqualTo("[\"email\"]");
      assertThat(form(forms, form).path("questionsNotMapped")).isEmpty();
    }

    @Test
    void a_page_is_saved_without_warnings_if_Meta_does_not_list_its_forms() {
      PageId page = pages.configured();
      Meta.page(page, Json.object().put("fault", "permission-missing"));

      OperationResult answer =
          pageOperations.save(
              page.text(), Pages.document(page), null, StrictReader.of(Json.object()), "me");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body().path("warnings")).isEmpty();
    }

    @Test
    void the_forms_are_refused_with_a_remedy_while_Meta_refuses() {
      PageId page = pages.configured();
      Meta.page(page, Json.object().put("fault", "permission-missing"));

      OperationResult answer = forms(page);

      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.body().path("detail").asText()).contains("leads_retrieval");
    }

    @Test
    void the_refusal_of_forms_names_the_permission_and_mentions_no_leads() {
      PageId page = pages.configured();
      Meta.page(page, Json.object().put("fault", "permission-named"));

      String detail = forms(page).body().path("detail").asText();

      assertThat(detail)
          .contains("Grant the permission pages_read_engagement", "then try again.")
          .doesNotContain("the lead");
    }

    @Test
    void the_forms_read_in_time_are_shown_with_a_cursor() {
      PageId page = pages.configured();
      Meta.answerAll(call -> part(call.query().get("after"), SLOWLY));

      ObjectNode answer = forms(page).body();

      assertThat(answer.path("forms")).hasSize(1);
      assertThat(answer.path("next").asText()).isEqualTo("cursor1");
      assertThat(answer.path("gone").isNull()).isTrue();
    }

    @Test
    void the_forms_continue_from_the_cursor_of_an_earlier_response() {
      PageId page = pages.configured();
      Meta.answerAll(call -> part(call.query().get("after"), Duration.ZERO));
      ObjectNode request = Json.object().put("cursor", "cursor1");

      ObjectNode answer = operations.forms(page.text(), StrictReader.of(request)).body();

      assertThat(answer.at("/forms/0/formId").asText()).isEqualTo("12");
      assertThat(answer.path("next").isNull()).isTrue();
      assertThat(answer.path("gone").isNull())
          .as("the first part of the list may contain it")
          .isTrue();
    }

    @Test
    void the_request_for_forms_can_be_repeated_if_none_was_read_in_time() {
      PageId page = pages.configured();
      Meta.answerAll(call -> part(null, SLOWLY).after(SLOWLY));

      OperationResult answer = forms(page);

      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.body().path("detail").asText()).contains("did not answer in time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"cursor\":\"a b\"}", "{\"after\":\"x\"}"})
    void an_invalid_cursor_is_refused_without_a_call_to_Meta(String request) {
      StrictReader input = StrictReader.of(Json.read(request).orElseThrow());

      assertThat(operations.forms("4711", input).status()).isEqualTo(400);
      assertThat(Meta.calls()).isEmpty();
    }

    private dev.leadlog.simulatedmeta.MetaResponse part(String after, Duration delayOfTheSecond) {
      return after == null
          ? json(
              "{\"data\":[{\"id\":\"11\"}],\"paging\":{\"next\":\"…\",\"cursors\":{\"after\":\"cursor1\"}}}")
          : json("{\"data\":[{\"id\":\"12\"}]}").after(delayOfTheSecond);
    }

    private void map(PageId page, FormId archived, FormId gone) {
      ObjectNode document = Pages.document(page);
      for (FormId form : new FormId[] {archived, gone}) {
        document
            .withArray("forms")
            .addObject()
            .put("formId", form.text())
            .putArray("mapping")
            .addObject()
            .put("metaField", "full_name")
            .put("leadField", "name");
      }
      pages.save(page, document);
    }

    private ObjectNode colours() {
      return (ObjectNode)
          Json.read(
                  """
                  {"questions":[{"key":"colour","label":"Which colour?","type":"CUSTOM",
                   "options":[{"key":"red","value":"Red"}]}]}""")
              .orElseThrow();
    }

    private JsonNode form(JsonNode answer, FormId form) {
      return StreamSupport.stream(answer.path("forms").spliterator(), false)
          .filter(each -> each.path("formId").asText().equals(form.text()))
          .findFirst()
          .orElseThrow();
    }
  }

  @Nested
  class SubscribingAPage {

    @Test
    void a_subscribed_page_sends_webhooks_for_its_leads() {
      PageId page = pages.configured();
      Meta.page(page, Json.object().set("subscribedFields", Json.stored("[]")));

      OperationResult answer = operations.subscribe(page.text());

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body().path("fields").toString()).isEqualTo("[\"leadgen\"]");
    }

    @Test
    void a_refused_subscription_has_the_cause() {
      PageId page = pages.configured();
      Meta.refuse(Pages.token(page));
      Meta.refuse(Meta.SYSTEM_USER);

      assertThat(operations.subscribe(page.text()).body().path("reason").asText())
          .isEqualTo("META_TOKEN_INVALID");
      assertThat(operations.subscribe("x").status()).isEqualTo(400);
    }
  }
}
