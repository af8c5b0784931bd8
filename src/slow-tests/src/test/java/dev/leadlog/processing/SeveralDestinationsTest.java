package dev.leadlog.processing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.delivery.DeliveryResult;
import dev.leadlog.delivery.Receiver;
import dev.leadlog.delivery.TestNotice;
import dev.leadlog.document.StrictReader;
import dev.leadlog.frappe.FrappeTestSite;
import dev.leadlog.lifecycle.DeliveryEntry;
import dev.leadlog.lifecycle.DeliveryEntry.State;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogJson;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.operations.LeadLogOperations;
import dev.leadlog.operations.OperationResult;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Pages;
import dev.leadlog.workbench.Parameters;
import dev.leadlog.workbench.StatusTransitions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leads of a form with several destinations. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
@QuarkusTestResource(FrappeTestSite.class)
class SeveralDestinationsTest {

  private static final String TABLE = "{\"name\":\"table\",\"type\":\"leads-table\"}";
  private static final String CRM =
      "{\"name\":\"crm\",\"type\":\"frappe\",\"doctype\":\"Lead\",\"mapping\":["
          + "{\"metaField\":\"full_name\",\"leadField\":\"lead_name\"},"
          + "{\"metaField\":\"email\",\"leadField\":\"email_id\"}]}";
  private static final String NOTICE = "{\"name\":\"sales\",\"type\":\"test-notice\"}";

  @Inject Leads leads;
  @Inject Pages pages;
  @Inject Parameters parameters;
  @Inject MovableClock clock;
  @Inject TestNotice notice;
  @Inject LeadLogOperations operations;

  private final PageId page = Pages.unknown();

  @BeforeEach
  void reset() {
    leads.reset();
    FrappeTestSite.server().clearFault();
    Receiver.server().clearFault();
    parameters.put(FrappeTestSite.PARAMETER, FrappeTestSite.TOKEN);
    parameters.put(Receiver.PARAMETER, Receiver.SECRET);
    notice.answers(new DeliveryResult.Delivered(null));
  }

  @AfterEach
  void clearFault() {
    FrappeTestSite.server().clearFault();
    Receiver.server().clearFault();
  }

  @Test
  void a_lead_that_every_destination_accepts_has_the_record_of_the_first() {
    LeadgenId lead = announced(CRM, TABLE, hook(), NOTICE);
    leads.work();

    LeadLog log = leads.log(lead);
    assertThat(log.status()).as(log.errorMessage()).isEqualTo(Status.PROCESSED);
    assertThat(log.deliveries())
        .extracting(DeliveryEntry::name)
        .containsExactly("crm", "table", "hook", "sales");
    assertThat(log.deliveries()).allMatch(DeliveryEntry::isDelivered);
    assertThat(log.leadDocReference()).isEqualTo(log.deliveries().get(0).reference());
    assertThat(FrappeTestSite.records(lead)).hasSize(1);
    assertThat(Leads.delivered(lead)).isNotEmpty();
    assertThat(Receiver.copies(lead.text())).hasSize(1);
    assertThat(notice.sent(lead)).isOne();
    StatusTransitions.assertOf(log);
  }

  @Test
  void a_single_destination_has_one_entry_under_the_name_of_its_type() {
    pages.configure(page);
    LeadgenId lead = leads.announced(page);
    leads.work();

    JsonNode deliveries = LeadLogJson.whole(leads.log(lead)).path("deliveries");
    assertThat(deliveries).hasSize(1);
    assertThat(deliveries.at("/0/name").asText()).isEqualTo("leads-table");
    assertThat(deliveries.at("/0/state").asText()).isEqualTo("Delivered");
    assertThat(deliveries.at("/0/reference/id").asText()).isEqualTo(lead.text());
    assertThat(deliveries.at("/0/attempts").asInt()).isOne();
  }

  @Test
  void only_the_unreachable_destination_is_retried() {
    LeadgenId lead = announced(TABLE, CRM, hook());
    FrappeTestSite.server().fail();
    leads.work();

    LeadLog waiting = leads.log(lead);
    assertThat(waiting.status()).isEqualTo(Status.PENDING);
    assertThat(waiting.reason()).isEqualTo(Reason.DESTINATION_UNAVAILABLE);
    assertThat(waiting.errorMessage()).startsWith("crm: ");
    assertThat(waiting.delivery("table").orElseThrow().isDelivered()).isTrue();
    assertThat(waiting.delivery("crm").orElseThrow().state()).isEqualTo(State.WAITING);
    assertThat(waiting.retry().retryAt()).isEqualTo(entry(lead, "crm").retry().at());

    FrappeTestSite.server().clearFault();
    Receiver.server().fail();
    clock.move(Duration.ofMinutes(30));
    leads.process(lead);

    assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
    assertThat(entry(lead, "crm").attempts()).isEqualTo(2);
    assertThat(entry(lead, "hook").attempts()).isOne();
  }

  @Test
  void reprocessing_delivers_only_to_the_destination_that_rejected_the_lead() {
    LeadgenId lead = announced("not an address", CRM, hook());
    leads.work();

    LeadLog error = leads.log(lead);
    assertThat(error.status()).isEqualTo(Status.ERROR);
    assertThat(error.reason()).isEqualTo(Reason.DESTINATION_REJECTED);
    assertThat(error.leadDocReference().type()).isEqualTo("http");
    assertThat(problem(process(lead, "hook"))).contains("hook has already accepted the lead");
    assertThat(problem(process(lead, "crmm"))).contains("destinations[0]", "did you mean crm?");

    correct(lead);
    Receiver.server().fail();
    assertThat(process(lead, "crm").status()).isEqualTo(202);
    leads.work();

    LeadLog log = leads.log(lead);
    assertThat(log.status()).as(log.errorMessage()).isEqualTo(Status.PROCESSED);
    assertThat(log.leadDocReference().type()).isEqualTo("Lead");
    assertThat(entry(lead, "hook").attempts()).isOne();
  }

  @Test
  void an_error_remains_if_only_one_of_two_rejections_is_resolved() {
    String mapping =
        ",\"mapping\":[{\"metaField\":\"age\",\"leadField\":\"age\",\"required\":true}]}";
    LeadgenId lead = announced("not an address", CRM, hook().replace("}", mapping));
    leads.work();
    assertThat(leads.log(lead).errorMessage()).contains("crm: ", "hook: age: required");

    save(CRM, hook());
    process(lead, "hook");
    leads.work();

    LeadLog log = leads.log(lead);
    assertThat(log.status()).isEqualTo(Status.ERROR);
    assertThat(log.errorMessage()).startsWith("crm: ").doesNotContain("hook");
    assertThat(entry(lead, "hook").isDelivered()).isTrue();
  }

  @Test
  void a_processed_lead_can_be_delivered_to_a_destination_that_was_added_later() {
    LeadgenId lead = announced(TABLE);
    leads.work();
    save(TABLE, hook());

    assertThat(process(lead).status()).isEqualTo(409);
    assertThat(process(lead, "table").status()).isEqualTo(409);
    assertThat(process(lead, "hook").status()).isEqualTo(202);
    leads.work();

    assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
    assertThat(Receiver.copies(lead.text())).hasSize(1);
    assertThat(entry(lead, "table").attempts()).isOne();
  }

  @Test
  void a_lead_remains_an_error_without_the_destination_that_was_left_out() {
    LeadgenId lead = announced(TABLE, hook());
    ObjectNode off = document(TABLE, hook()).put("enabled", false);
    pages.save(page, off);
    leads.work();
    save(TABLE, hook());
    process(lead, "table");
    leads.work();

    assertThat(leads.log(lead).status()).isEqualTo(Status.ERROR);
    assertThat(leads.log(lead).reason()).isEqualTo(Reason.DESTINATION_LEFT_OUT);
    assertThat(Receiver.copies(lead.text())).isEmpty();
    process(lead);
    leads.work();
    assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
    assertThat(Receiver.copies(lead.text())).hasSize(1);
  }

  @Test
  void a_failed_notice_is_retried_for_an_hour_and_never_changes_the_status() {
    notice.answers(new DeliveryResult.Unreachable("busy"));
    LeadgenId lead = announced(TABLE, NOTICE);
    leads.work();

    assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
    assertThat(leads.log(lead).reason()).isNull();
    assertThat(entry(lead, "sales").isWaiting()).isTrue();
    int changes = leads.log(lead).history().size();

    clock.move(Duration.ofMinutes(20));
    leads.sweep();
    leads.work();
    assertThat(notice.sent(lead)).isGreaterThanOrEqualTo(2);
    assertThat(entry(lead, "sales").isWaiting()).isTrue();

    clock.move(Duration.ofMinutes(61));
    leads.sweep();
    leads.work();
    LeadLog log = leads.log(lead);
    assertThat(entry(lead, "sales").state()).isEqualTo(State.FAILED);
    assertThat(log.status()).isEqualTo(Status.PROCESSED);
    assertThat(log.retry().dueAt()).isNull();
    assertThat(log.retry().attempts()).isOne();
    assertThat(log.history()).hasSize(changes);
  }

  @Test
  void a_notice_is_sent_after_an_outage_although_the_lead_is_processed() {
    notice.answers(new DeliveryResult.Unreachable("busy"));
    LeadgenId lead = announced(TABLE, NOTICE);
    leads.work();
    notice.answers(new DeliveryResult.Delivered(null));
    clock.move(Duration.ofMinutes(40));
    leads.sweep();
    leads.work();
    leads.process(lead);

    assertThat(entry(lead, "sales").isDelivered()).isTrue();
    assertThat(leads.log(lead).retry().dueAt()).isNull();
    assertThat(notice.sent(lead)).isEqualTo(2);
  }

  @Test
  void a_notice_is_sent_for_a_lead_that_a_destination_rejects() {
    LeadgenId lead = announced("not an address", CRM, NOTICE);
    leads.work();

    assertThat(leads.log(lead).status()).isEqualTo(Status.ERROR);
    assertThat(entry(lead, "sales").isDelivered()).isTrue();
  }

  private DeliveryEntry entry(LeadgenId lead, String name) {
    return leads.log(lead).delivery(name).orElseThrow();
  }

  private OperationResult process(LeadgenId lead, String... destinations) {
    ObjectNode input = Json.object();
    if (destinations.length > 0) {
      ArrayNode names = input.putArray("destinations");
      for (String name : destinations) {
        names.add(name);
      }
    }
    return operations.process(lead.text(), StrictReader.of(input), "marie");
  }

  private static String problem(OperationResult result) {
    assertThat(result.isProblem()).isTrue();
    return result.body().path("detail").asText();
  }

  private void correct(LeadgenId lead) {
    ObjectNode payload = Json.object();
    ArrayNode fields = payload.putArray("field_data");
    fields.addObject().put("name", "full_name").putArray("values").add("Ada Lovelace");
    fields.addObject().put("name", "email").putArray("values").add("ada@example.org");
    assertThat(operations.correct(lead.text(), StrictReader.of(payload), "marie").isProblem())
        .isFalse();
  }

  private static String hook() {
    return "{\"name\":\"hook\",\"type\":\"http\",\"url\":\"%s\",\"secret\":\"ssm:%s\"}"
        .formatted(Receiver.url(), Receiver.PARAMETER);
  }

  /**
   * @param destinations the first may be an e-mail address, which is then the answer of the lead
   */
  private LeadgenId announced(String... destinations) {
    boolean hasEmail = !destinations[0].startsWith("{");
    String email = hasEmail ? destinations[0] : "ada@example.org";
    String[] named =
        hasEmail ? Arrays.copyOfRange(destinations, 1, destinations.length) : destinations;
    pages.configure(page, document(named));
    LeadgenId lead = Meta.lead(page, Map.of("full_name", "Ada Lovelace", "email", email));
    leads.announce(lead, page);
    return lead;
  }

  private void save(String... destinations) {
    pages.save(page, document(destinations));
  }

  private ObjectNode document(String... destinations) {
    ObjectNode document = Pages.document(page);
    ArrayNode named = ((ObjectNode) document.path("forms").get(0)).putArray("destinations");
    for (String destination : destinations) {
      named.add(Json.read(destination).orElseThrow());
    }
    return document;
  }
}
