package dev.leadlog.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Source;
import dev.leadlog.text.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeadMessageTest {

  private static final Instant RECEIVED = Instant.parse("2026-02-28T08:49:14.120Z");
  private static final Instant LATER = RECEIVED.plusSeconds(86_400);
  private static final String ENTRY = "{\"id\":\"1635959142565683\",\"time\":1772268554}";
  private static final String CHANGE =
      "{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":624571890123456789,\"page_id\":1635959142565683,"
          + "\"form_id\":\"527829666666421\",\"created_time\":1772268553}}";

  @Test
  void a_body_has_the_documented_fields() {
    assertThat(LeadMessage.of(announced(CHANGE)).body())
        .isEqualTo(
            "{\"leadgenId\":\"624571890123456789\",\"change\":"
                + CHANGE
                + ",\"entry\":"
                + ENTRY
                + ",\"receivedTime\":\"2026-02-28T08:49:14.120Z\",\"source\":\"Webhook\"}");
  }

  @Test
  void a_body_without_a_change_has_only_the_id() {
    assertThat(LeadMessage.of(new LeadgenId("77")).body()).isEqualTo("{\"leadgenId\":\"77\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Zoë", "李雷", "😀", "\uFFFE", "\uFFFF", "\\u0000", "\\u000b", "\u2028", "\u0085"})
  void a_body_is_ascii_and_survives_a_round_trip(String name) {
    LeadMessage message =
        LeadMessage.of(
            announced(
                "{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":\"77\",\"n\":\""
                    + name
                    + "\"}}"));

    assertThat(message.body()).matches("[ -~]+");
    assertThat(LeadMessage.read(message.body())).contains(message);
  }

  @Test
  void a_message_with_only_an_id_survives_a_round_trip() {
    LeadMessage message = LeadMessage.of(new LeadgenId("77"));

    assertThat(LeadMessage.read(message.body())).contains(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "null",
        "[]",
        "77",
        "{",
        "{}",
        "{\"leadgenId\":\"\"}",
        "{\"leadgenId\":\"0\"}",
        "{\"leadgenId\":null}",
        "{\"leadgenId\":{}}",
        "{\"leadgenId\":\"77\"} {\"leadgenId\":\"78\"}",
        "{\"job\":\"1\"}"
      })
  void an_invalid_body_is_not_a_message(String body) {
    assertThat(LeadMessage.read(body)).isEmpty();
  }

  @Test
  void unreadable_fields_besides_the_id_are_ignored() {
    assertThat(
            LeadMessage.read(
                "{\"leadgenId\":\"77\",\"change\":null,\"entry\":[],\"receivedTime\":\"soon\",\"source\":\"Carrier pigeon\"}"))
        .contains(LeadMessage.of(new LeadgenId("77")));
  }

  @Test
  void a_time_with_a_five_digit_year_is_ignored() {
    assertThat(
            LeadMessage.read("{\"leadgenId\":\"77\",\"receivedTime\":\"+12026-02-28T08:49:14Z\"}"))
        .contains(LeadMessage.of(new LeadgenId("77")));
  }

  @Test
  void a_message_with_a_change_rebuilds_its_notification() {
    LeadNotification announced = announced(CHANGE);

    assertThat(rebuilt(announced)).isEqualTo(announced);
  }

  @Test
  void a_message_with_only_an_id_yields_a_lead_without_details() {
    LeadNotification rebuilt = LeadMessage.of(new LeadgenId("77")).notification(LATER);

    assertThat(rebuilt.lead().leadgenId()).isEqualTo(new LeadgenId("77"));
    assertThat(rebuilt.lead().receivedTime()).isEqualTo(LATER);
    assertThat(rebuilt.lead().source()).isEqualTo(Source.WEBHOOK);
    assertThat(rebuilt.lead().malformed()).isNull();
  }

  @Test
  void a_change_of_another_lead_is_ignored() {
    LeadMessage message =
        new LeadMessage(
            new LeadgenId("88"), Json.read(CHANGE).orElseThrow(), null, RECEIVED, Source.WEBHOOK);

    LeadNotification rebuilt = message.notification(LATER);

    assertThat(rebuilt.lead().leadgenId()).isEqualTo(new LeadgenId("88"));
    assertThat(rebuilt.lead().formId()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":0}}",
        "\"just text\"",
        "[1,2,{\"a\":\"é\"}]",
        "77"
      })
  void a_message_with_a_malformed_change_rebuilds_its_notification(String change) {
    LeadNotification announced = announced(change);

    assertThat(announced.lead().malformed().reason()).isEqualTo(Reason.MALFORMED_CHANGE);
    assertThat(rebuilt(announced)).isEqualTo(announced);
  }

  @Test
  void the_messages_of_a_change_that_was_too_large_rebuild_both_notifications() {
    String change =
        "{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":\"77\",\"n\":\""
            + "é\\\"".repeat(60_000)
            + "\"}}";

    assertThat(read(change))
        .hasSize(2)
        .allSatisfy(announced -> assertThat(rebuilt(announced)).isEqualTo(announced));
  }

  private static LeadNotification rebuilt(LeadNotification announced) {
    String body = LeadMessage.of(announced).body();
    return LeadMessage.read(body).orElseThrow().notification(LATER);
  }

  private static LeadNotification announced(String change) {
    List<LeadNotification> announced = read(change);
    assertThat(announced).hasSize(1);
    return announced.get(0);
  }

  private static List<LeadNotification> read(String change) {
    return LeadNotification.read(
        Json.read(change).orElseThrow(), Json.read(ENTRY).orElseThrow(), RECEIVED, Source.WEBHOOK);
  }
}
