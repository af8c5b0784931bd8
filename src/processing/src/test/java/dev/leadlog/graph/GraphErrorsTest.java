package dev.leadlog.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.graph.GraphFailure.Retry;
import dev.leadlog.log.Reason;
import dev.leadlog.text.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphErrorsTest {

  private static final Instant NOW = Instant.parse("2026-02-28T08:49:14Z");
  private static final Duration DEFAULT_WAIT = Duration.ofMinutes(1);

  @ParameterizedTest(name = "HTTP {0}, {1}/{2}, transient {3}, \"{4}\": {5}, {6}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # HTTP | code | subcode | transient | message | reason | again
          400 | 1     | 0    | false | An unknown error occurred                              | META_UNAVAILABLE        | Soon
          500 | 1     | 0    | false | Please reduce the amount of data you're asking for     | META_UNAVAILABLE        | Soon
          500 | 2     | 0    | false | An unexpected error has occurred                       | META_UNAVAILABLE        | Soon
          400 | 2     | 0    | true  | Service temporarily unavailable                        | META_UNAVAILABLE        | Soon
          400 | 1200  | 0    | true  | Temporary issue with your request                      | META_UNAVAILABLE        | Soon
          400 | 100   | 0    | true  | (#100) A passing trouble                               | META_UNAVAILABLE        | Soon
          200 | 2     | 0    | false | Service temporarily unavailable                        | META_UNAVAILABLE        | Soon
          400 | 4     | 0    | true  | (#4) Application request limit reached                 | META_THROTTLED          | At
          400 | 17    | 2446079 | false | (#17) User request limit reached                    | META_THROTTLED          | At
          403 | 32    | 0    | false | (#32) Page request limit reached                       | META_THROTTLED          | At
          400 | 341   | 0    | false | Application limit reached                              | META_THROTTLED          | At
          400 | 613   | 1996 | false | (#613) Calls to this api have exceeded the rate limit  | META_THROTTLED          | At
          400 | 80005 | 2446079 | true | There have been too many leads api calls             | META_THROTTLED          | At
          200 | 80005 | 0    | false | There have been too many leads api calls               | META_THROTTLED          | At
          401 | 190   | 0    | false | Invalid OAuth 2.0 Access Token                         | META_TOKEN_INVALID      | Never
          400 | 102   | 0    | false | Session key invalid or no longer valid                 | META_TOKEN_INVALID      | Never
          200 | 190   | 460  | false | The session has been invalidated                       | META_TOKEN_INVALID      | Never
          400 | 100   | 33   | false | Unsupported get request. Object does not exist         | META_LEAD_NOT_VISIBLE   | Slowly
          400 | 103   | 0    | false | (#103) CRM access has been revoked for this page       | META_ACCESS_REVOKED     | Never
          403 | 200   | 0    | false | (#200) CRM access has been revoked for this page       | META_ACCESS_REVOKED     | Never
          403 | 200   | 0    | false | (#200) Requires leads_retrieval permission             | META_PERMISSION_MISSING | Never
          400 | 3     | 0    | false | (#3) Application does not have the capability          | META_PERMISSION_MISSING | Never
          403 | 10    | 0    | false | (#10) This endpoint requires pages_manage_ads          | META_PERMISSION_MISSING | Never
          400 | 368   | 0    | false | The action attempted has been deemed abusive           | META_BLOCKED            | Late
          400 | 368   | 0    | true  | The action attempted has been deemed abusive           | META_BLOCKED            | Late
          400 | 100   | 0    | false | (#100) Tried accessing nonexisting field (foo)         | META_BAD_REQUEST        | Never
          400 | 100   | 0    | false | (#100) Object does not exist, cannot be loaded due to missing permission or reviewable feature. This endpoint requires the 'pages_read_engagement' permission | META_PERMISSION_MISSING | Never
          400 | 100   | 0    | false | (#100) Requires pages_manage_ads permission            | META_PERMISSION_MISSING | Never
          400 | 100   | 0    | false | (#100) Missing Permissions                             | META_PERMISSION_MISSING | Never
          400 | 100   | 33   | false | Unsupported get request: cannot be loaded due to missing permissions. It requires the pages_read_engagement permission | META_LEAD_NOT_VISIBLE | Slowly
          400 | 100   | 0    | false | Unsupported get request. Object does not exist, cannot be loaded due to missing permissions | META_LEAD_NOT_VISIBLE | Slowly
          404 | 803   | 0    | false | (#803) Some of the aliases you requested do not exist  | META_LEAD_NOT_VISIBLE   | Slowly
          400 | 2635  | 0    | false | (#2635) You are calling a deprecated version of the Ads API | META_BAD_REQUEST   | Never
          400 | 12    | 0    | true  | (#12) This call is deprecated for versions v26.0 and higher | META_BAD_REQUEST   | Never
          500 | 99    | 0    | false | Please reduce the amount of data you're asking for     | META_UNAVAILABLE        | Soon
          400 | 2500  | 0    | false | Unknown path components: /foo                          | META_BAD_REQUEST        | Never
          400 | 12345 | 0    | false | Something that nobody has seen yet                     | META_UNAVAILABLE        | Soon
          """)
  void each_error_has_its_reason_and_retry(
      int status,
      int code,
      int subcode,
      boolean isTransient,
      String message,
      Reason reason,
      String retry) {
    GraphResponse answer = error(status, code, subcode, isTransient, message);
    assertThat(answer.isError()).isTrue();
    GraphFailure read = classify(answer);
    assertThat(read.reason()).isEqualTo(reason);
    assertThat(read.retry().getClass().getSimpleName()).isEqualTo(retry);
    assertThat(read.message()).contains(message, "code " + code, "subcode " + subcode, "AbCdEf123");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 458, 459, 460, 463, 464, 467, 492, 99999})
  void code_190_is_an_invalid_token_with_any_subcode(int subcode) {
    assertThat(classify(error(400, 190, subcode, false, "Error validating access token")).reason())
        .isEqualTo(Reason.META_TOKEN_INVALID);
  }

  @ParameterizedTest
  @MethodSource("codesOfBusinessUseCases")
  void every_code_of_a_business_use_case_is_throttling(int code) {
    assertThat(classify(error(400, code, 0, false, "too many calls")).reason())
        .isEqualTo(Reason.META_THROTTLED);
  }

  private static IntStream codesOfBusinessUseCases() {
    return IntStream.rangeClosed(80000, 80014);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 230, 294, 299})
  void codes_from_200_to_299_are_missing_permissions(int code) {
    assertThat(classify(error(403, code, 0, false, "Permissions error")).reason())
        .isEqualTo(Reason.META_PERMISSION_MISSING);
  }

  @ParameterizedTest(name = "HTTP {0} \"{1}\"")
  @CsvSource({
    "200, Service Unavailable",
    "503, Service Unavailable",
    "502, <html><body>Bad Gateway</body></html>",
    "200, ''",
    "0, ''",
    "500, {}",
    "504, ''"
  })
  void an_unreadable_response_means_that_meta_is_unavailable(int status, String body) {
    GraphResponse answer = GraphResponse.of(status, body, null);
    assertThat(answer.isError() || answer.isUnreadable()).isTrue();
    GraphFailure read = classify(answer);
    assertThat(read.reason()).isEqualTo(Reason.META_UNAVAILABLE);
    assertThat(read.retry()).isEqualTo(new Retry.Soon());
    assertThat(read.message()).contains("HTTP " + status);
  }

  @Test
  void a_429_status_without_a_code_is_throttling() {
    assertThat(classify(GraphResponse.of(429, "Too Many Requests", null)).reason())
        .isEqualTo(Reason.META_THROTTLED);
  }

  @Test
  void throttling_waits_as_many_minutes_as_the_header_says() {
    assertThat(until(usage(7))).isEqualTo(NOW.plus(Duration.ofMinutes(7)));
  }

  @Test
  void the_longest_wait_in_the_header_is_used() {
    String usage =
        """
        {"112":[{"type":"leads","estimated_time_to_regain_access":3},{"type":"pages","estimated_time_to_regain_access":19}],"113":[{"type":"leads","estimated_time_to_regain_access":4}]}\
        """;
    assertThat(until(usage)).isEqualTo(NOW.plus(Duration.ofMinutes(19)));
  }

  @Test
  void throttling_waits_no_longer_than_a_day_whatever_the_header_says() {
    assertThat(until(usage(1_000_000))).isEqualTo(NOW.plus(Duration.ofDays(1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "not JSON", "[]", "{}", "{\"1\":5}", "{\"1\":[{\"type\":\"leads\"}]}"})
  void throttling_waits_the_default_time_without_a_header(String usage) {
    assertThat(until(usage)).isEqualTo(NOW.plus(DEFAULT_WAIT));
    assertThat(until(null)).isEqualTo(NOW.plus(DEFAULT_WAIT));
  }

  @Test
  void a_long_message_is_cut_in_the_log() {
    assertThat(classify(error(400, 100, 0, false, "x".repeat(5_000))).message())
        .hasSizeLessThan(500);
  }

  @Test
  void the_text_of_a_response_object_does_not_contain_its_body() {
    assertThat(GraphResponse.of(200, "{\"field_data\":\"ada@example.org\"}", null).toString())
        .doesNotContain("ada");
  }

  private static Instant until(String usage) {
    String body = error(400, 80005, 0, false, "too many leads api calls").body();
    GraphFailure read = classify(GraphResponse.of(400, body, usage));
    return ((Retry.At) read.retry()).time();
  }

  private static String usage(int minutes) {
    return """
    {"1635959142565683":[{"type":"leads","call_count":100,"total_cputime":1,"total_time":1,"estimated_time_to_regain_access":%d}]}\
    """
        .formatted(minutes);
  }

  private static GraphFailure classify(GraphResponse answer) {
    return GraphErrors.classify(answer, NOW, DEFAULT_WAIT);
  }

  private static GraphResponse error(
      int status, int code, int subcode, boolean isTransient, String message) {
    ObjectNode body = Json.object();
    ObjectNode error = body.putObject("error");
    error.put("message", message).put("type", "OAuthException").put("code", code);
    if (subcode != 0) {
      error.put("error_subcode", subcode);
    }
    if (isTransient) {
      error.put("is_transient", true);
    }
    error.put("fbtrace_id", "AbCdEf123");
    return GraphResponse.of(status, Json.text(body), null);
  }

  /** Meta repeats a token that is surrounded by quotes or blanks. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Malformed access token EAABwzLixnjYBO7ZC",
        "Malformed access token \"EAABwzLixnjYBO7ZC\"",
        "Error validating access_token=EAABwzLixnjYBO7ZCZAcpt1FZBqWQpAmxnS9ZCkmN4Zbb3x: it is none"
      })
  void a_token_in_a_message_of_meta_is_removed(String message) {
    GraphResponse answer =
        GraphResponse.of(
            400,
            Json.text(
                Json.object().set("error", Json.object().put("code", 190).put("message", message))),
            null);

    assertThat(answer.messageWithCodes()).contains("[token]", "code 190").doesNotContain("EAAB");
  }

  @Test
  void a_url_in_a_message_of_meta_is_kept() {
    String message = "See https://developers.facebook.com/docs/graph-api/overview/rate-limiting.";
    String body = "{\"error\":{\"code\":4,\"message\":\"%s\"}}".formatted(message);

    assertThat(GraphResponse.of(400, body, null).messageWithCodes()).contains(message);
  }

  @ParameterizedTest(name = "\"{0}\": {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          (#200) Requires leads_retrieval permission to manage the object | leads_retrieval
          (#10) This endpoint requires pages_manage_ads, see https://developers.facebook.com/docs/permissions/pages_show_list | pages_manage_ads
          (#100) It requires the 'pages_read_engagement' permission or the 'Page Public Content Access' feature | pages_read_engagement
          (#200) Ad account owner has NOT granted ads_management or ads_read permission | ads_management, ads_read
          (#200) This call needs the "a_new_one" permission | a_new_one
          """)
  void the_remedy_names_the_permission_in_the_message_of_meta(String message, String named) {
    GraphFailure missing =
        classify(error(403, message.startsWith("(#100") ? 100 : 200, 0, false, message));

    assertThat(missing.reason().remedy(missing.message()))
        .contains(" " + named + " to the app")
        .endsWith(", then process the lead again.");
    assertThat(missing.messageAndRemedy())
        .contains(" " + named + " to the app")
        .doesNotContain("the lead");
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.MATCH_ALL,
      names = {"META_.*"})
  void the_message_of_a_page_request_mentions_no_lead(Reason reason) {
    Assumptions.assumeFalse(reason.name().matches("META_DASHBOARD_TEST|META_LEAD_EXPIRED"));

    assertThat(new GraphFailure(reason, new Retry.Never(), "Meta: …").messageAndRemedy())
        .doesNotContainPattern("\\b[Ll]eads?\\b(?! Access)");
  }

  @ParameterizedTest
  @ValueSource(ints = {2635, 12})
  void the_remedy_for_an_expired_version_is_a_newer_version(int code) {
    GraphFailure over = classify(error(400, code, 0, false, "(#" + code + ") deprecated"));

    assertThat(over.reason().remedy(over.message())).contains("newer version", "GraphVersion");
  }
}
