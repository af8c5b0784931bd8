package dev.leadlog.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyProxy.Fault;
import dev.leadlog.text.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@TestProfile(WebhookProfile.class)
class NotificationsTest {

  @BeforeEach
  void reset() {
    Stores.reset();
  }

  @Test
  void a_lead_is_logged_as_pending_and_enqueued() {
    String id = Aws.newId();
    String change = Meta.change(id);

    assertThat(Meta.post(Meta.envelope(change)).statusCode()).isEqualTo(200);

    Map<String, AttributeValue> log = Stores.log(id);
    assertThat(log.get("status").s()).isEqualTo("Pending");
    assertThat(log.get("source").s()).isEqualTo("Webhook");
    assertThat(log.get("pageId").s()).isEqualTo(Meta.PAGE);
    assertThat(log.get("formId").s()).isEqualTo(Meta.FORM);
    assertThat(log.get("adId").s()).isEqualTo("23851234567890101");
    assertThat(log.get("createdTime").s()).isEqualTo("2026-02-28T08:49:13.000Z");
    assertThat(log.get("announcements").n()).isEqualTo("1");
    assertThat(log).containsKey("dueAt").doesNotContainKey("reason");
    JsonNode message = Stores.messages().get(0);
    assertThat(message.path("leadgenId").asText()).isEqualTo(id);
    assertThat(message.path("change")).isEqualTo(json(change));
    assertThat(message.path("entry"))
        .isEqualTo(json("{\"id\":\"" + Meta.PAGE + "\",\"time\":1772268554}"));
    assertThat(message.path("receivedTime").asText()).isEqualTo(log.get("receivedTime").s());
    assertThat(message.path("source").asText()).isEqualTo("Webhook");
  }

  @Test
  void the_raw_payload_is_kept_with_unknown_keys() {
    String id = Aws.newId();
    String change =
        """
        {"value":{"created_time":1772268553,"leadgen_id":%s,"new_key":{"a":[1.10,null]},\
        "form_id":"527829666666421","page_id":1635959142565683},"field":"leadgen","more":true}"""
            .formatted(id);

    Meta.post(Meta.envelope(change));

    String raw = Stores.text(id, "rawPayload");
    assertThat(raw).contains(change);
    assertThat(json(raw).path("id").asText()).isEqualTo(Meta.PAGE);
    assertThat(json(raw).path("time").asLong()).isEqualTo(1772268554);
    assertThat(json(raw).path("changes")).hasSize(1);
  }

  @Test
  void ids_beyond_the_precision_of_a_double_keep_every_digit() {
    String number = "987654321098765433";
    String text = "987654321098765435";
    String template =
        "{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":%s,\"page_id\":%s,\"form_id\":%s,\"ad_id\":%s,\"created_time\":%s}}";
    String numbers =
        template.formatted(
            number, "163595914256568399", "527829666666421777", "238512345678901012", "1772268553");
    String texts =
        template.formatted(
            quoted(text),
            "163595914256568399",
            quoted("527829666666421777"),
            "0",
            "\"1772268553\"");

    assertThat(Meta.post(Meta.envelope(numbers, texts)).statusCode()).isEqualTo(200);

    for (String id : List.of(number, text)) {
      assertThat(Stores.text(id, "pageId")).isEqualTo("163595914256568399");
      assertThat(Stores.text(id, "formId")).isEqualTo("527829666666421777");
      assertThat(Stores.text(id, "createdTime")).isEqualTo("2026-02-28T08:49:13.000Z");
    }
    assertThat(Stores.text(number, "adId")).isEqualTo("238512345678901012");
    assertThat(Stores.announcedOnTheQueue()).containsExactlyInAnyOrder(number, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ",\"ad_id\":0", ",\"ad_id\":\"0\"", ",\"ad_id\":\"\"", ",\"ad_id\":null"})
  void an_organic_lead_is_logged_without_an_ad(String adId) {
    String id = Aws.newId();
    String change =
        "{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":\"%s\",\"page_id\":\"1\",\"form_id\":\"2\"%s}}"
            .formatted(id, adId);

    assertThat(Meta.post(Meta.envelope(change)).statusCode()).isEqualTo(200);

    assertThat(Stores.log(id)).doesNotContainKey("adId");
    assertThat(Stores.text(id, "status")).isEqualTo("Pending");
  }

  @Test
  void a_lead_with_only_an_id_is_logged_with_the_page_of_its_entry() {
    String id = Aws.newId();

    Meta.post(Meta.envelope("{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":\"" + id + "\"}}"));

    assertThat(Stores.text(id, "pageId")).isEqualTo(Meta.PAGE);
    assertThat(Stores.text(id, "status")).isEqualTo("Pending");
  }

  @Test
  void every_change_of_every_entry_is_read() {
    List<String> ids = Aws.newIds(6);
    String body =
        "{\"object\":\"page\",\"entry\":[%s,%s,%s]}"
            .formatted(
                Meta.entry("1", Meta.changes(ids.subList(0, 3))),
                Meta.entry("2", List.of()),
                Meta.entry("3", Meta.changes(ids.subList(3, 6))));

    assertThat(Meta.post(body).statusCode()).isEqualTo(200);

    assertThat(ids).allMatch(id -> !Stores.log(id).isEmpty());
    assertThat(Stores.announcedOnTheQueue()).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void a_lead_that_is_twice_in_one_post_is_recorded_once() {
    List<String> ids = Aws.newIds(3);
    List<String> changes = new ArrayList<>(Meta.changes(ids));
    changes.add(Meta.change(ids.get(0)));
    changes.add(Meta.change(ids.get(0)).replace("\"" + ids.get(0) + "\"", ids.get(0)));

    assertThat(Meta.post(Meta.envelope(changes)).statusCode()).isEqualTo(200);

    assertThat(ids).allMatch(id -> !Stores.log(id).isEmpty());
    assertThat(Stores.announcedOnTheQueue()).containsExactlyInAnyOrderElementsOf(ids);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"object\":\"user\",\"entry\":[{\"id\":\"1\",\"time\":1,\"changes\":[{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":\"1\"}}]}]}",
        "{\"object\":\"instagram\",\"entry\":[{\"id\":\"1\",\"time\":1,\"messaging\":[{}]}]}",
        "{\"object\":\"page\",\"entry\":[{\"id\":\"1\",\"time\":1,\"changes\":[{\"field\":\"feed\",\"value\":{\"item\":\"status\",\"verb\":\"add\"}}]}]}",
        "{\"object\":\"page\",\"entry\":[{\"id\":\"1\",\"time\":1,\"messaging\":[{\"sender\":{\"id\":\"2\"}}]}]}",
        "{\"object\":\"page\",\"entry\":[{\"id\":\"1\",\"time\":1,\"changed_fields\":[\"leadgen\"]}]}",
        "{\"object\":\"page\",\"entry\":[]}",
      })
  void changes_of_other_fields_are_accepted_and_not_stored(String body) {
    Aws.dynamodb().forget();
    Aws.sqs().forget();

    assertThat(Meta.post(body).statusCode()).isEqualTo(200);

    assertThat(Aws.dynamodb().operations()).isEmpty();
    assertThat(Aws.sqs().operations()).isEmpty();
  }

  /** Meta sends such a notification while "Include Values" is off. */
  @Test
  void a_notification_without_values_is_counted() {
    String body =
        "{\"object\":\"page\",\"entry\":[{\"id\":\"1\",\"time\":1,\"changed_fields\":[\"leadgen\"]}]}";

    assertThat(StandardOutput.of(() -> Meta.post(body))).contains("\"webhook.without_values\":1");
  }

  @Test
  void leads_beside_changes_of_other_fields_are_logged() {
    List<String> ids = Aws.newIds(2);
    String body =
        """
        {"object":"page","entry":[
          {"id":"1","time":1,"changed_fields":["leadgen"]},
          {"id":"2","time":1,"messaging":[{}]},
          {"id":"3","time":1,"changes":[{"field":"feed","value":{}},%s]},
          {"id":"4","time":1,"changes":[%s]}]}"""
            .formatted(Meta.change(ids.get(0)), Meta.change(ids.get(1)));

    assertThat(Meta.post(body).statusCode()).isEqualTo(200);

    assertThat(ids).allMatch(id -> !Stores.log(id).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"field\":\"leadgen\",\"value\":{\"page_id\":\"7%s\"}}",
        "{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":\"no-id-%s\"}}",
        "{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":-7%s}}",
        "{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":0,\"n\":%s}}",
        "{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":1.5,\"n\":%s}}",
        "{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":{\"id\":\"%s\"}}}",
        "{\"field\":\"leadgen\",\"value\":null,\"n\":%s}",
        "{\"field\":\"leadgen\",\"n\":%s}",
        "{\"field\":7,\"n\":%s}",
        "\"%s\"",
        "%s",
        "[%s]",
      })
  void a_malformed_change_is_logged_and_does_not_affect_the_others(String shape) {
    String seen = Aws.newId();
    String malformed = shape.formatted(seen);
    List<String> ids = Aws.newIds(2);

    assertThat(
            Meta.post(Meta.envelope(Meta.change(ids.get(0)), malformed, Meta.change(ids.get(1))))
                .statusCode())
        .isEqualTo(200);

    assertThat(ids).allMatch(id -> "Pending".equals(Stores.text(id, "status")));
    String malformedId = malformedId(malformed);
    assertThat(Stores.text(malformedId, "status")).isEqualTo("Error");
    assertThat(Stores.text(malformedId, "reason")).isEqualTo("MALFORMED_CHANGE");
    assertThat(Stores.text(malformedId, "remedy")).isNotBlank();
    assertThat(Stores.text(malformedId, "pageId")).isEqualTo(Meta.PAGE);
    assertThat(Stores.text(malformedId, "rawPayload")).contains(seen);
    assertThat(Stores.log(malformedId)).doesNotContainKey("dueAt");
    assertThat(Stores.announcedOnTheQueue())
        .containsExactlyInAnyOrder(ids.get(0), malformedId, ids.get(1));
  }

  @Test
  void a_malformed_change_that_is_sent_twice_is_logged_once() {
    String malformed = "{\"field\":\"leadgen\",\"value\":{\"n\":" + Aws.newId() + "}}";

    assertThat(Meta.post(Meta.envelope(malformed)).statusCode()).isEqualTo(200);
    Map<String, AttributeValue> log = Stores.log(malformedId(malformed));
    JsonNode raw = json(log.get("rawPayload").s());
    assertThat(Meta.post(Meta.envelope(malformed)).statusCode()).isEqualTo(200);

    assertThat(log.get("status").s()).isEqualTo("Error");
    assertThat(raw.path("id").asText()).isEqualTo(Meta.PAGE);
    assertThat(raw.path("changes").get(0)).isEqualTo(json(malformed));
    assertThat(Stores.log(malformedId(malformed))).isEqualTo(log);
  }

  @Test
  void a_change_that_is_too_large_is_cut_and_all_leads_are_recorded() {
    List<String> ids = Aws.newIds(2);
    String large =
        "{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":\"%s\",\"page_id\":\"%s\",\"x\":\"%s\"}}"
            .formatted(ids.get(0), Meta.PAGE, "é".repeat(300_000));

    assertThat(Meta.post(Meta.envelope(large, Meta.change(ids.get(1)))).statusCode())
        .isEqualTo(200);

    assertThat(ids).allMatch(id -> "Pending".equals(Stores.text(id, "status")));
    assertThat(Stores.text(ids.get(0), "pageId")).isEqualTo(Meta.PAGE);
    String malformedId = malformedId(large);
    assertThat(Stores.text(malformedId, "reason")).isEqualTo("MALFORMED_CHANGE");
    assertThat(Stores.text(malformedId, "rawPayload").getBytes(StandardCharsets.UTF_8).length)
        .isBetween(60 * 1024, 64 * 1024);
    assertThat(Stores.announcedOnTheQueue())
        .containsExactlyInAnyOrder(ids.get(0), ids.get(1), malformedId);
  }

  @Test
  void characters_that_sqs_rejects_are_escaped_on_the_queue_and_kept_in_the_log() {
    String id = Aws.newId();
    String change =
        "{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":\"%s\",\"x\":\"\\uFFFE\\uFFFF\\u0001 é 🚀\"}}"
            .formatted(id);

    assertThat(Meta.post(Meta.envelope(change)).statusCode()).isEqualTo(200);

    List<String> bodies = Stores.drain();
    assertThat(bodies).hasSize(1);
    assertThat(bodies.get(0)).isASCII();
    assertThat(json(bodies.get(0)).path("change")).isEqualTo(json(change));
    assertThat(json(Stores.text(id, "rawPayload")).path("changes").get(0)).isEqualTo(json(change));
  }

  @Test
  void the_dashboards_test_is_logged_like_a_lead_and_not_counted() {
    String body =
        """
        {"object":"page","entry":[{"id":"0","time":1772268554,"changes":[{"field":"leadgen","value":{\
        "ad_id":"444444444","form_id":"444444444444","leadgen_id":"444444444444",\
        "created_time":1772268554,"page_id":"444444444444","adgroup_id":"44444444444"}}]}]}""";

    assertThat(StandardOutput.of(() -> assertThat(Meta.post(body).statusCode()).isEqualTo(200)))
        .doesNotContain("leads.", "seconds.created_to_logged");

    assertThat(Stores.text("444444444444", "pageId")).isEqualTo("444444444444");
    assertThat(Stores.announcedOnTheQueue()).containsExactly("444444444444");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "not JSON",
        "{\"object\":\"page\"",
        "[]",
        "42",
        "\"page\"",
        "null",
        "true",
        "{}",
        "{\"entry\":[]}",
        "{\"object\":7,\"entry\":[]}",
        "{\"object\":\"page\"}",
        "{\"object\":\"page\",\"entry\":{}}",
        "{\"object\":\"page\",\"entry\":\"x\"}",
        "{\"object\":\"page\",\"entry\":[]} and more",
      })
  void an_unreadable_signed_body_is_logged_as_malformed(String body) {
    String output =
        StandardOutput.of(() -> assertThat(Meta.post(body).statusCode()).isEqualTo(200));

    Map<String, AttributeValue> log = Stores.log(malformedId(body));
    assertThat(log.get("status").s()).isEqualTo("Error");
    assertThat(log.get("reason").s()).isEqualTo("MALFORMED_CHANGE");
    assertThat(log.get("rawPayload").s()).isEqualTo(body);
    assertThat(output).contains("\"webhook.malformed\":1");
  }

  /** Each body holds one lead and something that is not strict JSON. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"object\":\"page\",\"x\":NaN,\"entry\":[%s]}",
        "{\"object\":\"page\",\"x\":-Infinity,\"entry\":[%s]}",
        "{\"object\":\"page\",\"x\":\"\u0001\t\",\"entry\":[%s]}",
        "{\"object\":\"page\",\"x\":\"\\q\",\"entry\":[%s]}",
        "{\"object\":\"page\",\"x\":007,\"entry\":[%s]}",
        "{\"object\":\"page\",\"entry\":[%s,],}",
        "{'object':'page','entry':[%s]}",
        "{object:\"page\",entry:[%s]}",
        "{\"object\":\"page\",/* x */\"entry\":[%s]}",
        "\uFEFF{\"object\":\"page\",\"entry\":[%s]}",
        "{\"object\":\"page\",\"entry\":[],\"entry\":[%s]}",
        "{\"object\":\"page\",\"entry\":[%s],\"entry\":[]}",
        "{\"object\":\"page\",\"object\":\"page\",\"entry\":[%s]}",
        "{\"object\":\"page\",\"entry\":[%s]}{\"object\":\"page\",\"entry\":[]}",
        "{\"object\":\"page\",\"entry\":[]} {\"object\":\"page\",\"entry\":[%s]}",
      })
  void a_signed_body_that_is_not_strict_json_is_read_leniently(String shape) {
    String id = Aws.newId();
    String body = shape.replace("%s", Meta.entry(Meta.PAGE, List.of(Meta.change(id))));

    assertThat(Meta.post(body).statusCode()).isEqualTo(200);

    assertThat(Stores.text(id, "status")).isEqualTo("Pending");
    assertThat(Stores.announcedOnTheQueue()).containsExactly(id);
  }

  @Test
  void long_numbers_and_deep_nesting_do_not_affect_other_leads() {
    List<String> ids = Aws.newIds(2);
    String number = "{\"x\":" + "9".repeat(100_000) + ",\"y\":1." + "9".repeat(5_000) + "}";
    String deep = "[".repeat(5_000) + "]".repeat(5_000);

    assertThat(
            Meta.post(Meta.envelope(Meta.change(ids.get(0)), number, deep, Meta.change(ids.get(1))))
                .statusCode())
        .isEqualTo(200);

    assertThat(ids).allMatch(id -> "Pending".equals(Stores.text(id, "status")));
    assertThat(Stores.announcedOnTheQueue()).hasSize(4);
  }

  @Test
  void both_values_of_a_duplicate_key_are_kept() {
    List<String> ids = Aws.newIds(3);
    String twice =
        "{\"value\":{\"leadgen_id\":\"%s\"},\"value\":{\"leadgen_id\":\"%s\"}}"
            .formatted(ids.get(0), ids.get(1));
    String body =
        "{\"object\":\"page\",\"entry\":[{\"changes\":[],\"changes\":[%s,%s]}]}"
            .formatted(twice, Meta.change(ids.get(2)));

    assertThat(Meta.post(body).statusCode()).isEqualTo(200);

    assertThat(Stores.text(ids.get(2), "status")).isEqualTo("Pending");
    String both =
        "{\"value\":[{\"leadgen_id\":\"%s\"},{\"leadgen_id\":\"%s\"}]}"
            .formatted(ids.get(0), ids.get(1));
    assertThat(Stores.text(malformedId(both), "rawPayload")).contains(both);
  }

  @Test
  void invalid_utf_8_and_trailing_text_do_not_affect_other_leads() {
    String id = Aws.newId();
    byte[] body =
        Meta.envelope(Meta.change(id).replace("adgroup_id", "adgroup_\u00FF"))
            .getBytes(StandardCharsets.ISO_8859_1);
    String other = Aws.newId();
    String trailing = Meta.envelope(Meta.change(other)) + " and more }";

    assertThat(Meta.post(body, "application/octet-stream", "*/*")).isEqualTo(200);
    assertThat(Meta.post(trailing).statusCode()).isEqualTo(200);

    assertThat(Stores.text(id, "status")).isEqualTo("Pending");
    assertThat(Stores.text(other, "status")).isEqualTo("Pending");
    assertThat(Stores.text(malformedId(trailing), "rawPayload")).isEqualTo(trailing);
  }

  @Test
  void an_unreadable_body_keeps_each_byte_and_is_cut() {
    byte[] nested = ("\u00FF" + "[".repeat(200_000)).getBytes(StandardCharsets.ISO_8859_1);

    assertThat(Meta.post(nested, "application/octet-stream", "*/*")).isEqualTo(200);

    String malformed = Stores.announcedOnTheQueue().get(0);
    assertThat(Stores.text(malformed, "rawPayload"))
        .startsWith("\u00FF[[[")
        .hasSizeBetween(60_000, 64 * 1024);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/plain                        | */*",
        "application/x-www-form-urlencoded | text/html",
        "multipart/form-data               | application/xml;q=0.1",
        "nonsense                          | nonsense",
        "a/b/c; ;=                         | ;;",
        "application/json; charset=martian | image/*",
      })
  void a_signed_body_is_accepted_with_any_media_type(String contentType, String accept) {
    String id = Aws.newId();
    String body = Meta.envelope(Meta.change(id));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

    assertThat(Meta.post(bytes, contentType, accept)).isEqualTo(200);

    assertThat(Stores.text(id, "status")).isEqualTo("Pending");
  }

  @ParameterizedTest
  @CsvSource({"4194304, 200", "4194305, 413"})
  void the_limit_is_four_megabytes(int size, int status) {
    String body = "{\"object\":\"page\",\"entry\":[]}";

    assertThat(Meta.post(body + " ".repeat(size - body.length())).statusCode()).isEqualTo(status);
  }

  @Test
  void each_of_1000_leads_in_one_post_is_in_the_log_or_on_the_queue() {
    List<String> ids = Aws.newIds(1000);

    assertThat(Meta.post(Meta.envelope(Meta.changes(ids))).statusCode()).isEqualTo(200);

    Set<String> logged = Stores.logged(ids);
    Set<String> announced = new HashSet<>(Stores.announcedOnTheQueue());
    assertThat(ids).allMatch(id -> logged.contains(id) || announced.contains(id));
    assertThat(logged.size() + announced.size()).isGreaterThan(1000);
  }

  @Test
  void all_leads_of_a_post_are_in_the_log_while_the_queue_is_down() {
    List<String> ids = Aws.newIds(100);
    Aws.sqs().setFault(Fault.REFUSES);

    assertThat(Meta.post(Meta.envelope(Meta.changes(ids))).statusCode()).isEqualTo(200);

    assertThat(Stores.logged(ids)).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void all_leads_of_a_post_are_on_the_queue_while_the_log_is_down() {
    List<String> ids = Aws.newIds(100);
    Aws.dynamodb().setFault(Fault.REFUSES);

    assertThat(Meta.post(Meta.envelope(Meta.changes(ids))).statusCode()).isEqualTo(200);

    assertThat(Stores.announcedOnTheQueue()).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void a_second_notification_does_not_change_the_log() {
    String id = Aws.newId();
    Meta.post(Meta.envelope(Meta.change(id)));
    process(id);
    Map<String, AttributeValue> log = Stores.log(id);

    assertThat(Meta.post(Meta.envelope(Meta.change(id))).statusCode()).isEqualTo(200);

    assertThat(Stores.log(id)).isEqualTo(log);
  }

  @Test
  void a_second_notification_records_only_the_new_leads() {
    List<String> known = Aws.newIds(30);
    Meta.post(Meta.envelope(Meta.changes(known)));
    known.forEach(NotificationsTest::process);
    List<Map<String, AttributeValue>> logs = known.stream().map(Stores::log).toList();
    List<String> all = new ArrayList<>(known);
    all.addAll(5, Aws.newIds(3));

    assertThat(Meta.post(Meta.envelope(Meta.changes(all))).statusCode()).isEqualTo(200);

    assertThat(known.stream().map(Stores::log).toList()).isEqualTo(logs);
    assertThat(all).allMatch(id -> !Stores.log(id).isEmpty());
  }

  private static void process(String id) {
    Aws.direct()
        .updateItem(
            r ->
                r.tableName("LeadLogs")
                    .key(Map.of("leadgenId", AttributeValue.fromS(id)))
                    .updateExpression("SET #s = :s, attempts = :a")
                    .expressionAttributeNames(Map.of("#s", "status"))
                    .expressionAttributeValues(
                        Map.of(
                            ":s", AttributeValue.fromS("Processed"),
                            ":a", AttributeValue.fromN("3"))));
  }

  private static String malformedId(String change) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(change.getBytes(StandardCharsets.UTF_8));
      return "malformed-" + HexFormat.of().formatHex(digest);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private static JsonNode json(String text) {
    return Json.read(text).orElseThrow();
  }
}
