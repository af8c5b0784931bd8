package dev.leadlog.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.log.FormId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.settings.Secrets;
import dev.leadlog.simulatedmeta.MetaResponse;
import dev.leadlog.testing.Aws;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Pages;
import dev.leadlog.workbench.Settings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class FormReaderTest {

  private static final Instant FROM = Instant.parse("2026-02-28T08:49:14Z");

  @Inject FormReader reader;
  @Inject PageTokens tokens;
  @Inject LeadFields fields;
  @Inject TimedListReader inTime;
  @Inject Secrets secrets;
  @Inject LeadlogSettings settings;
  @Inject Leads leads;

  private final PageId page = Pages.unknown();
  private final FormId form = new FormId(Aws.newId());

  @BeforeEach
  void reset() {
    leads.reset();
  }

  @Test
  void a_form_without_leads_is_listed_with_its_questions() {
    Meta.form(page, form, Json.object().put("name", "Spring offer").put("status", "DRAFT"));

    LeadForm listed = reader.forms(page, null, null, listedForm -> false).found().items().get(0);

    assertThat(listed.id()).isEqualTo(form);
    assertThat(listed.name()).isEqualTo("Spring offer");
    assertThat(listed.isDraft()).isTrue();
    assertThat(listed.json().path("leads_count").asInt(-1)).isZero();
    assertThat(listed.json().path("questions").path(0).path("key").asText()).isEqualTo("full_name");
    assertThat(Meta.calls().get(0).query())
        .containsEntry(
            "fields",
            "id,name,status,locale,created_time,questions{key,label,type,options},leads_count");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"आपका नाम क्या है?", "ما اسمك؟", "お名前は？", "ваше_имя", "what's_your_name?"})
  void a_question_in_any_script_is_listed_unchanged(String question) {
    ObjectNode request = Json.object();
    request
        .putArray("questions")
        .addObject()
        .put("key", question)
        .put("label", question)
        .put("type", "CUSTOM");
    Meta.form(page, form, request);

    LeadForm listed = reader.forms(page, null, null, listedForm -> false).found().items().get(0);

    assertThat(listed.json().path("questions").path(0).path("key").asText()).isEqualTo(question);
    assertThat(listed.json().path("questions").path(0).path("label").asText()).isEqualTo(question);
  }

  @Test
  void leads_are_requested_by_their_creation_time() {
    Meta.form(page, form, Json.object());

    reader.leads(page, form, FROM, null, 100, null);

    Map<String, String> query = Meta.calls().get(0).query();
    assertThat(query.get("filtering"))
        .isEqualTo(
            "[{\"field\":\"time_created\",\"operator\":\"GREATER_THAN\",\"value\":1772268553}]");
    assertThat(query).containsEntry("limit", "100").containsKey("appsecret_proof");
    assertThat(query.get("fields")).contains("field_data").contains("campaign_name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"QVFIUm+/x==", "a%3Db&c=d", "{after}", "a b#c?d"})
  void a_cursor_is_sent_back_to_Meta_unchanged(String cursor) {
    Meta.form(page, form, Json.object());
    Meta.answerAll(call -> Answers.of("{\"data\":[]}"));

    reader.leads(page, form, FROM, cursor, 100, null);

    assertThat(Meta.calls().get(0).query()).containsEntry("after", cursor);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"data\":[],\"paging\":{\"next\":\"https://x\"}}",
        "{\"data\":[],\"paging\":{\"next\":\"https://x\",\"cursors\":{\"after\":\"\"}}}",
        "{\"data\":[],\"paging\":{\"next\":\"https://x\",\"cursors\":{\"after\":\"the one before\"}}}",
        "{\"data\":{}}",
        "{}"
      })
  void a_list_without_paging_information_is_a_failure_and_not_the_end(String body) {
    Meta.answerAll(call -> Answers.of(body));

    GraphFailure notListed = reader.leads(page, form, FROM, "the one before", 100, null).failure();

    assertThat(notListed.reason()).isEqualTo(Reason.META_UNEXPECTED_RESPONSE);
    assertThat(notListed.isBadRequest()).isFalse();
  }

  @Test
  void a_list_ends_without_a_next_link_even_if_it_has_a_cursor() {
    Meta.answerAll(call -> Answers.of("{\"data\":[],\"paging\":{\"cursors\":{\"after\":\"x\"}}}"));

    assertThat(reader.leads(page, form, FROM, null, 100, null).found().isLast()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500|{\"error\":{\"code\":1,\"message\":\"Please reduce the amount of data you're asking for, then retry your request\"}}|true",
        "400|{\"error\":{\"code\":1,\"message\":\"Please reduce the amount of data you're asking for, then retry your request\"}}|true",
        "500|{\"error\":{\"code\":2,\"message\":\"Please Reduce the amount of data\"}}|true",
        "504||true",
        "500|{\"error\":{\"code\":1,\"message\":\"An unknown error occurred\"}}|false",
        "400|{\"error\":{\"code\":100,\"message\":\"reduce the amount of data\"}}|false",
        "503|Service Unavailable|false"
      })
  void a_list_says_whether_Meta_asks_for_less_data(int status, String body, boolean less) {
    Meta.answerAll(
        call -> new MetaResponse(status, body == null ? "" : body, Map.of(), Duration.ZERO));

    GraphFailure notListed = reader.leads(page, form, FROM, null, 100, null).failure();

    assertThat(notListed.needsSmallerLimit()).isEqualTo(less);
    assertThat(notListed.reason())
        .isEqualTo(status == 400 && !less ? Reason.META_BAD_REQUEST : Reason.META_UNAVAILABLE);
  }

  @Test
  void a_list_of_forms_that_is_too_large_is_read_with_half_the_limit_down_to_one() {
    Meta.answerAll(
        call ->
            call.query().get("limit").equals("1")
                ? Answers.of("{\"data\":[{\"id\":\"12\"}]}")
                : new MetaResponse(
                    500,
                    "{\"error\":{\"code\":1,\"message\":\"Please reduce the amount of data you're asking for\"}}",
                    Map.of(),
                    Duration.ZERO));

    assertThat(reader.forms(page, null, null, listed -> false).found().items()).hasSize(1);

    assertThat(Meta.calls())
        .extracting(call -> call.query().get("limit"))
        .containsExactly("50", "25", "12", "6", "3", "1");
  }

  @Test
  void a_list_that_times_out_asks_for_less_data() {
    LeadlogSettings impatient =
        Settings.with(
            Map.of("leadlog.meta.url", settings.meta().url(), "leadlog.meta.timeout", "200ms"));
    FormReader reader = new FormReader(new GraphClient(impatient, secrets), tokens, fields, inTime);
    Meta.answerAll(call -> new MetaResponse(200, "{}", Map.of(), Duration.ofMillis(600)));

    GraphFailure notListed = reader.leads(page, form, FROM, null, 100, null).failure();

    assertThat(notListed.needsSmallerLimit()).isTrue();
    assertThat(notListed.message()).isEqualTo("Meta did not answer in time");
  }

  @Test
  void a_lead_that_cannot_be_stored_is_listed_without_its_payload() {
    Meta.answerAll(
        call ->
            Answers.of(
                "{\"data\":[{\"id\":\"12\",\"created_time\":\"2026-02-28T08:49:14+0000\"},"
                    + "{\"id\":\"13\",\"field_data\":[]},{\"created_time\":\"no id\"}]}"));

    var items = reader.leads(page, form, FROM, null, 100, null).found().items();

    assertThat(items).extracting(lead -> lead.id().text()).containsExactly("12", "13");
    assertThat(items.get(0).lead()).isNull();
    assertThat(items.get(0).createdTime()).isEqualTo(FROM);
    assertThat(items.get(1).lead().payload()).isEqualTo("{\"id\":\"13\",\"field_data\":[]}");
    assertThat(items.get(1).createdTime()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7|{\"call_count\":7,\"total_time\":2,\"total_cputime\":1}|",
        "61|{\"call_count\":7,\"total_time\":61,\"total_cputime\":1}|{\"1\":[{\"type\":\"leads\",\"call_count\":3}]}",
        "88|{\"call_count\":7}|{\"1\":[{\"type\":\"pages\",\"call_count\":3},{\"total_cputime\":88}],\"2\":[{\"call_count\":4}]}",
        "0||",
        "0|not json|[1]"
      })
  void the_usage_is_the_highest_percentage_in_the_headers(
      int percent, String app, String business) {
    assertThat(RateLimits.percent(GraphResponse.of(200, "{}", business, app))).isEqualTo(percent);
  }

  /** Responses that the simulated Meta does not give. */
  private static final class Answers {
    static MetaResponse of(String body) {
      return new MetaResponse(200, body, Map.of(), Duration.ZERO);
    }
  }
}
