package dev.leadlog.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadIds;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Source;
import dev.leadlog.text.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeadNotificationTest {

  private static final Instant RECEIVED = Instant.parse("2026-02-28T08:49:14.120Z");
  private static final String ENTRY = "{\"id\":\"1635959142565683\",\"time\":1772268554}";
  private static final int KB = 1024;

  @Nested
  class A_well_formed_change {

    @Test
    void a_change_may_have_ids_as_strings() {
      NewLead lead =
          lead(
              """
              {"field":"leadgen","value":{"leadgen_id":"624571890123456789","page_id":"1635959142565683",
               "form_id":"527829666666421","adgroup_id":"120210000000000002","ad_id":"120210000000000001",
               "created_time":1772268553}}""");

      assertThat(lead)
          .isEqualTo(
              NewLead.of(
                      new LeadIds(
                          id("624571890123456789"),
                          new PageId("1635959142565683"),
                          new FormId("527829666666421"),
                          "120210000000000001"),
                      RECEIVED,
                      Source.WEBHOOK)
                  .created(Instant.parse("2026-02-28T08:49:13Z"))
                  .announcedBy(lead.raw()));
    }

    @Test
    void a_change_may_have_ids_as_numbers_in_any_order() {
      NewLead lead =
          lead(
              """
              {"value":{"created_time":1772268553,"form_id":527829666666421,"page_id":1635959142565683,
               "ad_id":120210000000000001,"leadgen_id":624571890123456789,"adgroup_id":0},"field":"leadgen"}""");

      assertThat(lead.leadgenId()).hasToString("624571890123456789");
      assertThat(lead.pageId()).hasToString("1635959142565683");
      assertThat(lead.formId()).hasToString("527829666666421");
      assertThat(lead.adId()).isEqualTo("120210000000000001");
    }

    @Test
    void a_change_may_mix_ids_as_strings_and_numbers() {
      NewLead lead =
          lead(
              """
              {"field":"leadgen","value":{"leadgen_id":"624571890123456789","page_id":1635959142565683,
               "form_id":"527829666666421","ad_id":0,"created_time":"1772268553"}}""");

      assertThat(lead.leadgenId()).hasToString("624571890123456789");
      assertThat(lead.pageId()).hasToString("1635959142565683");
      assertThat(lead.createdTime()).isEqualTo("2026-02-28T08:49:13Z");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "9007199254740993", // 2^53 + 1, which a double cannot represent
          "999999999999999999",
          "9223372036854775808", // 2^63
          "1234567890123456789012345678901234567890"
        })
    void a_long_id_keeps_every_digit(String digits) {
      assertThat(withId(digits).leadgenId()).hasToString(digits);
      assertThat(withId("\"" + digits + "\"").leadgenId()).hasToString(digits);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          ",\"ad_id\":0",
          ",\"ad_id\":\"0\"",
          ",\"ad_id\":\"\"",
          ",\"ad_id\":null",
          ",\"ad_id\":{}",
          ",\"adgroup_id\":\"120210000000000002\""
        })
    void an_organic_lead_has_no_ad_id(String ad) {
      assertThat(lead(change("\"leadgen_id\":\"77\"" + ad)).adId()).isNull();
    }

    @Test
    void unknown_keys_are_kept() {
      NewLead lead =
          lead(
              """
              {"field":"leadgen","novelty":[1],"value":{"is_new":true,"leadgen_id":"77","more":{"leadgen_id":"88"}}}""");

      assertThat(lead.leadgenId()).hasToString("77");
      assertThat(lead.raw()).contains("\"novelty\":[1]", "\"is_new\":true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"page_id\":\"\"", ",\"page_id\":0", ",\"page_id\":null"})
    void a_change_without_a_page_id_gets_the_id_of_its_entry(String page) {
      assertThat(lead(change("\"leadgen_id\":\"77\"" + page)).pageId())
          .hasToString("1635959142565683");
    }

    @Test
    void a_change_without_any_page_id_is_still_a_lead() {
      NewLead lead = only(read(change("\"leadgen_id\":\"77\""), "{\"id\":\"0\"}")).lead();

      assertThat(lead.pageId()).isNull();
      assertThat(lead.malformed()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"form_id\":\"\"", ",\"form_id\":0", ",\"form_id\":[]"})
    void a_change_without_a_form_id_is_still_a_lead(String form) {
      NewLead lead = lead(change("\"leadgen_id\":\"77\"" + form));

      assertThat(lead.leadgenId()).hasToString("77");
      assertThat(lead.formId()).isNull();
      assertThat(lead.malformed()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"\"\"", "\"yesterday\"", "-1", "1.5", "1772268553000", "null", "{}", "1e300"})
    void a_change_with_an_invalid_time_is_still_a_lead(String time) {
      NewLead lead = lead(change("\"leadgen_id\":\"77\",\"created_time\":" + time));

      assertThat(lead.createdTime()).isNull();
      assertThat(lead.malformed()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "\"entry\"", "{}", "{\"id\":{},\"time\":[]}"})
    void a_change_with_an_invalid_entry_is_still_a_lead(String entry) {
      NewLead lead = only(read(change("\"leadgen_id\":\"77\",\"page_id\":\"5\""), entry)).lead();

      assertThat(lead.leadgenId()).hasToString("77");
      assertThat(lead.pageId()).hasToString("5");
      assertThat(lead.raw()).startsWith("{\"changes\":[");
    }

    @Test
    void the_dashboards_test_is_a_lead_with_the_dummy_id() {
      NewLead lead =
          only(read(
                  """
                      {"field":"leadgen","value":{"ad_id":"444444444444","form_id":"444444444444",
                       "leadgen_id":"444444444444","created_time":1772268553,"page_id":"444444444444",
                       "adgroup_id":"44444444444"}}""",
                  "{\"id\":\"0\",\"time\":1772268554}"))
              .lead();

      assertThat(lead.leadgenId().isDashboardTest()).isTrue();
      assertThat(lead.malformed()).isNull();
    }
  }

  @Nested
  class The_raw_payload {

    @Test
    void the_raw_payload_is_the_entry_with_only_this_change() {
      LeadNotification announced =
          only(
              read(
                  change("\"leadgen_id\":\"77\""),
                  """
                  {"id":"1635959142565683","time":1772268554,"changes":[1,2,3],"messaging":[{"secret":1}]}"""));

      assertThat(announced.lead().raw())
          .isEqualTo(
              "{\"id\":\"1635959142565683\",\"time\":1772268554,\"changes\":["
                  + change("\"leadgen_id\":\"77\"")
                  + "]}");
      assertThat(announced.entry()).hasToString(ENTRY);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"value\":{\"x\":123456789012345678901234567890,\"leadgen_id\":77},\"field\":\"leadgen\"}",
          "{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":\"77\",\"bid\":1.50,\"tiny\":0.10000000000000000000000001}}",
          "{\"field\":\"leadgen\",\"value\":{\"z\":null,\"leadgen_id\":\"77\",\"a\":\"\",\"m\":[]}}",
          "{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":\"77\",\"n\":\"Zoë \\\"李\\\" \\\\ 😀\\n\"}}",
        })
    void the_raw_payload_keeps_digits_order_and_characters(String change) {
      assertThat(lead(change).raw()).endsWith("\"changes\":[" + change + "]}");
    }

    @Test
    void the_raw_payload_has_no_escaped_characters() {
      NewLead lead =
          lead(
              "{\"field\": \"leadgen\", \"value\": {\"leadgen_id\": \"77\", \"n\": \"Zo\\u00eb https:\\/\\/x\"}}");

      assertThat(lead.raw()).contains("\"n\":\"Zoë https://x\"");
    }
  }

  @Nested
  class A_change_without_a_usable_id {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "\"page_id\":\"5\"",
          "\"leadgen_id\":null",
          "\"leadgen_id\":0",
          "\"leadgen_id\":\"0\"",
          "\"leadgen_id\":\"\"",
          "\"leadgen_id\":-77",
          "\"leadgen_id\":\"-77\"",
          "\"leadgen_id\":77.0",
          "\"leadgen_id\":7.7e1",
          "\"leadgen_id\":true",
          "\"leadgen_id\":{\"id\":\"77\"}",
          "\"leadgen_id\":[77]",
          "\"leadgen_id\":\"abc\"",
          "\"leadgen_id\":\"12345678901234567890123456789012345678901\"",
          "\"leadgen_id\":\"malformed-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"",
        })
    void a_change_with_an_invalid_id_is_malformed(String value) throws Exception {
      assertMalformed(change(value));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "null",
          "true",
          "77",
          "\"leadgen\"",
          "[]",
          "[{\"leadgen_id\":\"77\"}]",
          "{}",
          "{\"field\":\"leadgen\"}",
          "{\"field\":\"leadgen\",\"value\":null}",
          "{\"field\":\"leadgen\",\"value\":\"77\"}",
          "{\"field\":\"leadgen\",\"value\":[\"77\"]}",
        })
    void a_value_that_is_not_a_change_is_malformed(String change) throws Exception {
      assertMalformed(change);
    }

    @Test
    void a_malformed_change_is_kept_with_its_entry() {
      NewLead lead = lead(change("\"leadgen_id\":0"));

      assertThat(lead.pageId()).hasToString("1635959142565683");
      assertThat(lead.raw())
          .isEqualTo(
              "{\"id\":\"1635959142565683\",\"time\":1772268554,\"changes\":["
                  + change("\"leadgen_id\":0")
                  + "]}");
    }

    @Test
    void a_second_delivery_of_a_malformed_change_has_the_same_id() {
      String change = change("\"leadgen_id\":0");

      List<LeadNotification> first = read(change, ENTRY);
      List<LeadNotification> again =
          LeadNotification.read(
              json(change),
              json("{\"id\":\"1635959142565683\",\"time\":1772299999}"),
              RECEIVED.plusSeconds(3600),
              Source.WEBHOOK);

      assertThat(only(again).lead().leadgenId()).isEqualTo(only(first).lead().leadgenId());
    }

    @Test
    void different_malformed_changes_have_different_ids() {
      assertThat(lead(change("\"leadgen_id\":0")).leadgenId())
          .isNotEqualTo(lead(change("\"leadgen_id\":-1")).leadgenId());
    }

    private void assertMalformed(String change) throws Exception {
      NewLead lead = lead(change);

      assertThat(lead.leadgenId()).hasToString("malformed-" + sha256(Json.text(json(change))));
      assertThat(lead.malformed().reason()).isEqualTo(Reason.MALFORMED_CHANGE);
      assertThat(lead.malformed().words()).isNotBlank();
      assertThat(lead.raw())
          .contains(json(change).isTextual() ? "leadgen" : Json.text(json(change)));
    }
  }

  @Nested
  class A_large_change {

    @Test
    void a_change_of_128_KB_is_stored_completely() {
      String change = filled("77", 128 * KB);

      LeadNotification announced = only(read(change, ENTRY));

      assertThat(utf8(change)).hasSize(128 * KB);
      assertThat(announced.lead().leadgenId()).hasToString("77");
      assertThat(announced.lead().raw()).contains(change);
    }

    @Test
    void a_larger_change_yields_a_malformed_log_and_its_lead() {
      String change = filled("77", 128 * KB + 1);

      List<LeadNotification> announced = read(change, ENTRY);

      assertThat(announced).hasSize(2);
      assertThat(announced)
          .filteredOn(a -> a.lead().leadgenId().isMalformed())
          .singleElement()
          .satisfies(
              a -> assertThat(a.lead().malformed().reason()).isEqualTo(Reason.MALFORMED_CHANGE))
          .satisfies(a -> assertThat(change).startsWith(a.lead().raw()))
          .satisfies(a -> assertThat(utf8(a.lead().raw())).hasSize(64 * KB));
      assertThat(announced)
          .filteredOn(a -> a.lead().leadgenId().equals(id("77")))
          .singleElement()
          .satisfies(a -> assertThat(a.lead().malformed()).isNull())
          .satisfies(a -> assertThat(a.lead().pageId()).hasToString("5"))
          .satisfies(a -> assertThat(a.lead().formId()).hasToString("6"))
          .satisfies(a -> assertThat(a.lead().raw().length()).isLessThan(KB));
    }

    @Test
    void a_malformed_change_is_cut_to_64_KB_and_its_message_rebuilds_it() throws Exception {
      String change = filled("0", 100 * KB);

      LeadNotification announced = only(read(change, ENTRY));

      assertThat(announced.lead().leadgenId()).hasToString("malformed-" + sha256(change));
      assertThat(change).startsWith(announced.lead().raw());
      assertThat(utf8(announced.lead().raw())).hasSizeBetween(64 * KB - 1, 64 * KB);
      LeadMessage message = LeadMessage.read(LeadMessage.of(announced).body()).orElseThrow();
      assertThat(message.notification(announced.lead().receivedTime()).lead())
          .isEqualTo(announced.lead());
    }

    @Test
    void a_larger_change_without_a_usable_id_yields_only_a_malformed_log() throws Exception {
      String change = filled("0", 200 * KB);

      assertThat(only(read(change, ENTRY)).lead().leadgenId())
          .hasToString("malformed-" + sha256(change));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void the_cut_never_splits_a_character(int shift) {
      String change =
          "{\"field\":\"leadgen\",\"n\":\"" + "x".repeat(shift) + "😀".repeat(40_000) + "\"}";

      String raw = only(read(change, ENTRY)).lead().raw();

      assertThat(utf8(raw)).hasSizeBetween(64 * KB - 3, 64 * KB);
      assertThat(change).startsWith(raw);
      assertThat(raw).endsWith("😀");
    }

    @Test
    void a_very_long_value_is_not_kept_with_the_lead() {
      String change =
          "{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":\"77\",\"form_id\":\""
              + "9".repeat(200 * KB)
              + "\"}}";

      List<LeadNotification> announced = read(change, ENTRY);

      assertThat(announced)
          .filteredOn(a -> a.lead().leadgenId().equals(id("77")))
          .singleElement()
          .satisfies(a -> assertThat(a.lead().formId()).isNull())
          .satisfies(a -> assertThat(a.lead().raw().length()).isLessThan(KB));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 990})
    void a_change_that_is_nested_too_deep_yields_a_malformed_log_and_its_lead(int depth) {
      String change =
          "{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":\"77\"},\"deep\":"
              + "[".repeat(depth)
              + "]".repeat(depth)
              + "}";

      assertThat(read(change, ENTRY))
          .extracting(a -> a.lead().leadgenId().isMalformed())
          .containsExactlyInAnyOrder(true, false);
    }

    @Test
    void a_large_entry_is_not_kept_with_the_lead() {
      LeadNotification announced =
          only(
              read(
                  change("\"leadgen_id\":\"77\""),
                  "{\"id\":\"" + "9".repeat(300 * KB) + "\",\"time\":1}"));

      assertThat(announced.lead().raw().length()).isLessThan(KB);
    }

    /** A well-formed change, filled with two-byte characters to the given size. */
    private String filled(String id, int bytes) {
      String start =
          "{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":\""
              + id
              + "\",\"page_id\":\"5\",\"form_id\":\"6\",\"fill\":\"";
      String end = "\"}}";
      int left = bytes - start.length() - end.length();
      return start + "é".repeat(left / 2) + "x".repeat(left % 2) + end;
    }
  }

  @Test
  void an_unreadable_message_is_logged_as_unprocessable_and_cut() {
    NewLead lead = LeadNotification.unprocessable("<" + "x".repeat(100 * KB), RECEIVED).lead();

    assertThat(lead.leadgenId().isMalformed()).isTrue();
    assertThat(lead.malformed().reason()).isEqualTo(Reason.UNPROCESSABLE);
    assertThat(lead.raw()).hasSize(64 * KB).startsWith("<xxx");
  }

  private static NewLead lead(String change) {
    return only(read(change, ENTRY)).lead();
  }

  private static NewLead withId(String id) {
    return lead(change("\"leadgen_id\":" + id));
  }

  private static List<LeadNotification> read(String change, String entry) {
    return LeadNotification.read(json(change), json(entry), RECEIVED, Source.WEBHOOK);
  }

  private static LeadNotification only(List<LeadNotification> announced) {
    assertThat(announced).hasSize(1);
    return announced.get(0);
  }

  private static String change(String value) {
    return "{\"field\":\"leadgen\",\"value\":{" + value + "}}";
  }

  private static JsonNode json(String text) {
    return Json.read(text).orElseThrow();
  }

  private static LeadgenId id(String text) {
    return new LeadgenId(text);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(utf8(text)));
  }
}
