package dev.leadlog.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.delivery.DeliveryResult.Blocked;
import dev.leadlog.delivery.DeliveryResult.Delivered;
import dev.leadlog.delivery.DeliveryResult.Rejected;
import dev.leadlog.delivery.DeliveryResult.Unreachable;
import dev.leadlog.delivery.FaultyServer.Fault;
import dev.leadlog.frappe.FrappeCounterpart;
import dev.leadlog.hubspot.HubspotCounterpart;
import dev.leadlog.salesforce.SalesforceCounterpart;
import dev.leadlog.settings.Secrets;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.workbench.LeadLogBuilder;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of every destination, against a server that behaves like the real one. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class ContractTest {

  /** Runs a test for every destination. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"leads-table", "frappe", "http", "sns", "hubspot", "salesforce"})
  @Retention(RetentionPolicy.RUNTIME)
  @interface OfEveryDestination {}

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"frappe", "http", "hubspot", "salesforce"})
  @Retention(RetentionPolicy.RUNTIME)
  @interface OfThoseWithHttp {}

  private static final Map<String, JsonNode> FIELDS =
      Map.of(
          "lead_name", new TextNode("Ada Lovelace"), "email_id", new TextNode("ada@example.org"));

  @Inject Vertx vertx;
  @Inject Secrets secrets;
  @Inject MovableClock clock;
  @Inject Leads leads;

  private final String id = Aws.newId();

  @BeforeEach
  void reset() {
    leads.reset();
  }

  @OfEveryDestination
  void a_lead_that_is_accepted_has_one_record_and_a_reference(String type) {
    Counterpart to = counterpart(type);

    Delivered delivered = (Delivered) deliver(to, FIELDS);

    assertThat(to.records().of(id)).hasSize(1);
    assertThat(delivered.reference().id()).isNotEmpty();
    assertThat(delivered.reference().type()).isNotEmpty();
  }

  @OfEveryDestination
  void a_refused_lead_is_rejected_and_the_message_has_no_answers(String type) {
    Counterpart to = counterpart(type);

    DeliveryResult delivery =
        deliver(
            to,
            Map.of(
                "lead_name",
                new TextNode("Ada Lovelace"),
                "email_id",
                new TextNode("REFUSE-ME"),
                "notes",
                new TextNode("A".repeat(500_000))));

    assertThat(delivery).isInstanceOf(Rejected.class);
    assertThat(((Rejected) delivery).message()).doesNotContain("REFUSE-ME", "AAAA").isNotBlank();
    assertThat(to.records().of(id)).isEmpty();
  }

  @OfEveryDestination
  void a_repeated_delivery_after_a_crash_makes_no_second_record(String type) {
    Counterpart to = counterpart(type);
    deliver(to, FIELDS);

    assertThat(deliver(to, FIELDS)).isInstanceOf(Delivered.class);

    assertThat(to.records().of(id)).hasSize(1);
  }

  @OfEveryDestination
  void a_delivery_without_a_response_is_retried_and_makes_one_record(String type) {
    Counterpart to = counterpart(type);
    to.server().setFault(Fault.WITHHOLDS_THE_RESPONSE, to.writes());
    long begin = System.nanoTime();

    assertThat(deliver(to, FIELDS)).isInstanceOf(Unreachable.class);

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(to.destination().timeout());
    to.server().clearFault();
    assertThat(deliver(to, FIELDS)).isInstanceOf(Delivered.class);
    assertThat(to.records().of(id)).hasSize(1);
  }

  @OfEveryDestination
  void a_server_that_throttles_is_unreachable_and_gets_no_record(String type) {
    Counterpart to = counterpart(type);
    to.server().setFault(Fault.THROTTLES, request -> true);

    assertThat(deliver(to, FIELDS)).isInstanceOf(Unreachable.class);

    to.server().clearFault();
    assertThat(to.records().of(id)).isEmpty();
  }

  @OfThoseWithHttp
  void a_server_that_throttles_is_not_called_before_its_retry_time(String type) {
    Counterpart to = counterpart(type);
    to.server().setFault(Fault.THROTTLES, request -> true);

    Unreachable unreachable = (Unreachable) deliver(to, FIELDS);

    assertThat(Duration.between(clock.instant(), unreachable.notBefore()))
        .isBetween(Duration.ofSeconds(110), Duration.ofSeconds(120));
  }

  @OfEveryDestination
  void a_server_error_is_retried_and_is_not_a_rejection(String type) {
    Counterpart to = counterpart(type);
    to.server().setFault(Fault.FAILS, request -> true);

    assertThat(deliver(to, FIELDS)).isInstanceOf(Unreachable.class);
  }

  @OfEveryDestination
  void an_unreadable_response_makes_no_second_record(String type) {
    garbled(counterpart(type), Fault.RETURNS_GARBAGE);
  }

  @OfEveryDestination
  void an_endless_response_makes_no_second_record(String type) {
    garbled(counterpart(type), Fault.RETURNS_TOO_MUCH);
  }

  private void garbled(Counterpart to, Fault fault) {
    to.server().setFault(fault, to.writes());

    assertThat(deliver(to, FIELDS)).isInstanceOfAny(Delivered.class, Unreachable.class);

    to.server().clearFault();
    assertThat(deliver(to, FIELDS)).isInstanceOf(Delivered.class);
    assertThat(to.records().of(id)).hasSize(1);
  }

  @OfEveryDestination
  void a_redirect_is_not_followed(String type) {
    Counterpart to = counterpart(type);
    to.server().setFault(Fault.REDIRECTS, request -> true);

    assertThat(deliver(to, FIELDS))
        .isInstanceOfAny(Rejected.class, Unreachable.class, Blocked.class);

    assertThat(to.server().requests()).noneMatch(r -> r.uri().getPath().equals("/elsewhere"));
    assertThat(to.records().of(id)).isEmpty();
  }

  @OfThoseWithHttp
  void the_message_of_a_redirect_says_what_to_do(String type) {
    Counterpart to = counterpart(type);
    to.server().setFault(Fault.REDIRECTS, request -> true);

    DeliveryResult delivery = deliver(to, FIELDS);

    String words =
        delivery instanceof Blocked blocked ? blocked.message() : ((Rejected) delivery).message();
    assertThat(words).contains("redirect (302)", "url");
  }

  @OfEveryDestination
  void a_server_that_is_down_is_unreachable(String type) {
    Counterpart to = counterpart(type);
    to.server().stop();

    assertThat(deliver(to, FIELDS)).isInstanceOf(Unreachable.class);
  }

  private DeliveryResult deliver(Counterpart to, Map<String, JsonNode> fields) {
    return to.destination()
        .deliver(
            new OutgoingLead(LeadLogBuilder.of(id).log(), to.fields().apply(fields), false),
            to.setting());
  }

  private Counterpart counterpart(String type) {
    return switch (type) {
      case "frappe" -> FrappeCounterpart.of(vertx, secrets, clock);
      case "http" -> Counterpart.http(vertx, secrets, clock);
      case "sns" -> Counterpart.sns();
      case "hubspot" -> HubspotCounterpart.of(vertx, secrets, clock);
      case "salesforce" -> SalesforceCounterpart.of(vertx, secrets, clock);
      default -> Counterpart.leadsTable(clock);
    };
  }
}
