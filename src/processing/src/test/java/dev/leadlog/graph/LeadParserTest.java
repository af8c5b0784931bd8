package dev.leadlog.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.graph.GraphFailure.Retry;
import dev.leadlog.log.FetchedLead;
import dev.leadlog.log.FormId;
import dev.leadlog.log.Reason;
import dev.leadlog.workbench.LeadLogBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeadParserTest {

  private static final String ID = "100200300400500600";

  @Test
  void a_payload_is_stored_exactly_as_meta_sent_it() {
    String body =
        """
        { "created_time":"2026-02-28T08:49:14+0000", "id":"100200300400500600", "unknown":1.50, "field_data":[{"name":"full_name","values":["Ad\\u00e9 \\/ Lovelace"]}] }""";
    assertThat(lead(body).payload()).isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-28T08:49:14+0000, 2026-02-28T08:49:14Z",
    "2026-02-28T08:49:14-0800, 2026-02-28T16:49:14Z",
    "2026-02-28T23:59:59+0530, 2026-02-28T18:29:59Z",
    "2026-02-28T08:49:14+00:00, 2026-02-28T08:49:14Z",
    "2026-02-28T08:49:14Z, 2026-02-28T08:49:14Z",
    "2026-02-28T08:49:14.123+0000, 2026-02-28T08:49:14.123Z"
  })
  void the_time_of_a_lead_is_an_instant_in_utc(String created, Instant instant) {
    assertThat(lead(with("\"created_time\":\"" + created + "\"")).createdTime()).isEqualTo(instant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"yesterday\"", "\"\"", "null", "{}", "\"2026-02-30T08:49:14+0000\""})
  void a_lead_with_an_unreadable_time_is_stored(String created) {
    assertThat(lead(with("\"created_time\":" + created)).createdTime()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"fb, Facebook", "ig, Instagram", "wa, wa", "'an_unknown ☃', 'an_unknown ☃'"})
  void a_known_platform_gets_its_name_and_an_unknown_one_is_unchanged(
      String meta, String platform) {
    assertThat(lead(with("\"platform\":\"" + meta + "\"")).platform()).isEqualTo(platform);
  }

  @Test
  void a_lead_without_a_platform_has_none() {
    assertThat(lead(with("\"x\":1")).platform()).isNull();
    assertThat(lead(with("\"platform\":\"\"")).platform()).isNull();
  }

  @ParameterizedTest(name = "{0}, and the webhook''s ad is {1}: organic {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          "is_organic":true, "ad_id":"1"  | 1    | true
          "is_organic":false              | none | false
          "x":1                           | none | true
          "ad_id":"0"                     | none | true
          "ad_id":0                       | none | true
          "ad_id":""                      | none | true
          "ad_id":null                    | none | true
          "ad_id":"23851234567890101"     | none | false
          "ad_id":23851234567890101       | none | false
          "x":1                           | 1    | false
          """)
  void a_lead_is_organic_if_meta_says_so_or_no_ad_is_named(
      String fields, String adOfTheWebhook, boolean organic) {
    GraphResult<FetchedLead> read =
        LeadParser.read(
            GraphResponse.of(200, with(fields), null),
            LeadLogBuilder.of(ID).ad(adOfTheWebhook).log());
    assertThat(read.found().isOrganic(adOfTheWebhook)).isEqualTo(organic);
  }

  @Test
  void ids_that_are_numbers_keep_every_digit() {
    FetchedLead lead =
        lead(
            """
            {"id":100200300400500600,"form_id":527829666666421123,"ad_id":238512345678901017,"field_data":[]}""");
    assertThat(lead.formId()).isEqualTo(new FormId("527829666666421123"));
    assertThat(lead.adId()).isEqualTo("238512345678901017");
  }

  @ParameterizedTest
  @CsvSource({
    "<test lead: dummy data for full_name>, true",
    "<test lead: dummy data for आपका नाम क्या है?>, true",
    "test@fb.com, true",
    "test@meta.com, true",
    "test@example.org, false",
    "my address is test@fb.com, false",
    "test lead, false"
  })
  void a_lead_of_the_testing_tool_is_recognised_by_its_values(String value, boolean test) {
    String answers = "\"field_data\":[{\"name\":\"q\",\"values\":[\"Ada\",\"" + value + "\"]}]";
    assertThat(lead("{\"id\":\"" + ID + "\"," + answers + "}").test()).isEqualTo(test);
  }

  @Test
  void questions_without_answers_cause_no_exception() {
    assertThat(lead("{\"id\":\"" + ID + "\",\"field_data\":[]}").test()).isFalse();
    assertThat(
            lead("{\"id\":\""
                    + ID
                    + "\",\"field_data\":[{\"name\":\"q\",\"values\":[]},{\"name\":\"r\"},7]}")
                .test())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"100200300400500600\",\"created_time\":\"2026-02-28T08:49:14+0000\"}",
        "{\"id\":\"100200300400500600\",\"field_data\":null}",
        "{\"id\":\"100200300400500600\",\"field_data\":{}}",
        "{\"id\":\"99999999999\",\"field_data\":[]}",
        "{\"field_data\":[]}"
      })
  void a_response_that_is_not_this_lead_is_stored_and_retried_once(String body) {
    GraphFailure read = graphFailure(body);
    assertThat(read.reason()).isEqualTo(Reason.META_UNEXPECTED_RESPONSE);
    assertThat(read.retry()).isEqualTo(new Retry.Once());
    assertThat(read.body()).isEqualTo(body);
  }

  @Test
  void a_lead_that_is_too_large_for_an_item_reports_its_size_and_its_beginning_is_stored() {
    String huge = "{\"id\":\"" + ID + "\",\"field_data\":[],\"x\":\"" + "é".repeat(70_000) + "\"}";
    GraphFailure read = graphFailure(huge);
    assertThat(read.reason()).isEqualTo(Reason.META_UNEXPECTED_RESPONSE);
    assertThat(read.retry()).isEqualTo(new Retry.Never());
    assertThat(read.message()).contains(bytes(huge) + " bytes");
    assertThat(read.reason().remedy(read.message())).contains("corrected payload");
    assertThat(huge).startsWith(read.body());
    assertThat(bytes(read.body())).isBetween(128 * 1024 - 1, 128 * 1024);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Test
  void the_text_of_a_result_object_does_not_contain_the_response() {
    assertThat(graphFailure("{\"email\":\"ada@example.org\"}").toString()).doesNotContain("ada");
    assertThat(lead(with("\"x\":\"ada@example.org\"")).toString()).doesNotContain("ada");
  }

  private static String with(String fields) {
    return "{\"id\":\"" + ID + "\"," + fields + ",\"field_data\":[]}";
  }

  private static FetchedLead lead(String body) {
    return read(body).found();
  }

  private static GraphFailure graphFailure(String body) {
    return read(body).failure();
  }

  private static GraphResult<FetchedLead> read(String body) {
    return LeadParser.read(GraphResponse.of(200, body, null), LeadLogBuilder.of(ID).log());
  }
}
