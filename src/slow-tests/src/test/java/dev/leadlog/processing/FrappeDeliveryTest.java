package dev.leadlog.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.document.StrictReader;
import dev.leadlog.frappe.FrappeTestSite;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.mapping.Problem;
import dev.leadlog.operations.MappingOperations;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyProxy.Fault;
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
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leads of a form whose own destination is a Frappe site. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
@QuarkusTestResource(FrappeTestSite.class)
class FrappeDeliveryTest {

  @Inject Leads leads;
  @Inject Pages pages;
  @Inject Parameters parameters;
  @Inject MovableClock clock;
  @Inject MappingOperations mappings;

  private final PageId page = Pages.unknown();

  @BeforeEach
  void reset() {
    leads.reset();
    FrappeTestSite.server().clearFault();
    parameters.put(FrappeTestSite.PARAMETER, FrappeTestSite.TOKEN);
    save(Json.object());
  }

  @Test
  void a_refused_lead_is_an_error_with_the_message_of_frappe_and_no_answers() {
    LeadgenId lead = answered("email", "ada.lovelace");

    LeadLog log = leads.log(lead);
    assertThat(log.status()).isEqualTo(Status.ERROR);
    assertThat(log.reason()).isEqualTo(Reason.DESTINATION_REJECTED);
    assertThat(log.errorMessage())
        .contains("InvalidEmailAddressError", "[email_id] is not a valid Email Address")
        .doesNotContain("ada");
  }

  @Test
  void a_yes_of_the_person_ticks_the_checkbox() {
    map("{\"metaField\":\"consent\",\"leadField\":\"subscribed\"}");

    LeadgenId lead = answered("consent", "yes");

    assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
    assertThat(FrappeTestSite.records(lead).get(0).path("subscribed").asInt()).isEqualTo(1);
  }

  @Test
  void a_lead_with_a_value_that_does_not_fit_is_an_error_that_names_the_field() {
    map("{\"metaField\":\"dob\",\"leadField\":\"birthday\"}");

    LeadgenId lead = answered("dob", "05/06/1988");

    LeadLog log = leads.log(lead);
    assertThat(log.status()).isEqualTo(Status.ERROR);
    assertThat(log.reason()).isEqualTo(Reason.INVALID_FORMAT);
    assertThat(log.data().problems()).extracting(Problem::field).containsExactly("birthday");
    assertThat(log.errorMessage()).doesNotContain("05/06");
    assertThat(FrappeTestSite.records(lead)).isEmpty();
    JsonNode preview = preview(lead);
    assertThat(preview.at("/problems/0/field").asText()).isEqualTo("birthday");
    assertThat(preview.path("fields").has("birthday")).isFalse();
  }

  @Test
  void a_value_that_does_not_fit_is_omitted_where_the_mapping_allows_it() {
    map("{\"metaField\":\"dob\",\"leadField\":\"birthday\",\"onInvalid\":\"omit\"}");

    LeadgenId lead = answered("dob", "05/06/1988");

    LeadLog log = leads.log(lead);
    assertThat(log.status()).as(log.errorMessage()).isEqualTo(Status.PROCESSED);
    assertThat(log.data().problems()).extracting(Problem::field).containsExactly("birthday");
    assertThat(FrappeTestSite.records(lead).get(0).path("birthday").asText("")).isEmpty();
    assertThat(preview(lead).at("/toleratedProblems/0/field").asText()).isEqualTo("birthday");
  }

  private LeadgenId answered(String question, String answer) {
    Map<String, String> answers = new HashMap<>(Map.of("full_name", "Grace Hopper"));
    answers.put(question, answer);
    LeadgenId lead = Meta.lead(page, answers);
    leads.announce(lead, page);
    leads.work();
    return lead;
  }

  private JsonNode preview(LeadgenId lead) {
    ObjectNode request = Json.object().put("leadgenId", lead.text());
    return mappings.preview(page.text(), StrictReader.of(request), "ada").body();
  }

  private void map(String field) {
    ObjectNode document = document(Json.object());
    ((ArrayNode) document.at("/forms/0/mapping")).add(Json.read(field).orElseThrow());
    pages.save(page, document);
  }

  private void save(ObjectNode more) {
    parameters.put(page, Pages.token(page));
    pages.save(page, document(more));
  }

  private ObjectNode document(ObjectNode more) {
    ObjectNode document = Pages.document(page);
    ((ObjectNode) document.path("forms").get(0))
        .putObject("destination")
        .put("type", "frappe")
        .put("doctype", "Lead")
        .setAll(more);
    return document;
  }

  @Test
  void a_lead_is_delivered_to_the_destination_of_its_form_and_not_of_its_page() {
    LeadgenId lead = leads.announced(page);

    leads.work();

    LeadLog log = leads.log(lead);
    assertThat(log.status()).isEqualTo(Status.PROCESSED);
    assertThat(log.leadDocReference().type()).isEqualTo("Lead");
    assertThat(log.leadDocReference().url()).endsWith("/app/lead/" + log.leadDocReference().id());
    assertThat(FrappeTestSite.records(lead)).hasSize(1);
    assertThat(FrappeTestSite.records(lead).get(0).path("name").asText())
        .isEqualTo(log.leadDocReference().id());
    assertThat(Leads.delivered(lead)).isEmpty();
  }

  @Test
  void two_leads_of_one_person_make_two_records() {
    LeadgenId first = leads.announced(page);
    LeadgenId second = leads.announced(page);

    leads.work();

    assertThat(FrappeTestSite.records(first)).hasSize(1);
    assertThat(FrappeTestSite.records(second)).hasSize(1);
    assertThat(leads.log(first).leadDocReference().id())
        .isNotEqualTo(leads.log(second).leadDocReference().id());
  }

  @Test
  void a_crash_between_the_insert_and_the_log_leaves_one_record() {
    LeadgenId lead = leads.announced(page);
    Aws.dynamodb().setFault(Fault.REFUSES, operation -> !FrappeTestSite.records(lead).isEmpty());

    leads.workAndCrash();

    Aws.dynamodb().clearFault();
    assertThat(leads.log(lead).status()).isEqualTo(Status.PENDING);
    assertThat(FrappeTestSite.records(lead)).hasSize(1);
    leads.recover(lead);
    LeadLog log = leads.log(lead);
    assertThat(log.status()).isEqualTo(Status.PROCESSED);
    assertThat(FrappeTestSite.records(lead)).hasSize(1);
    assertThat(log.leadDocReference().id())
        .isEqualTo(FrappeTestSite.records(lead).get(0).path("name").asText());
    StatusTransitions.assertOf(log);
  }

  @Test
  void a_throttled_lead_waits_as_long_as_the_site_says_and_uses_no_attempt() {
    LeadgenId lead = leads.announced(page);
    FrappeTestSite.server().throttle();

    leads.work();

    LeadLog log = leads.log(lead);
    assertThat(log.status()).isEqualTo(Status.PENDING);
    assertThat(log.reason()).isEqualTo(Reason.DESTINATION_UNAVAILABLE);
    assertThat(log.retry().attempts()).isZero();
    assertThat(log.retry().retryAt())
        .isCloseTo(clock.instant().plusSeconds(120), within(10, ChronoUnit.SECONDS));
    FrappeTestSite.server().clearFault();
    leads.recover(lead);
    assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
  }

  @Test
  void a_lead_waits_while_the_api_key_has_expired() {
    String parameter = "/leadlog/destination/" + page;
    parameters.put(parameter, "local-key:expired");
    save(Json.object().put("url", FrappeTestSite.url()).put("token", "ssm:" + parameter));
    LeadgenId lead = leads.announced(page);

    leads.work();

    LeadLog log = leads.log(lead);
    assertThat(log.status()).isEqualTo(Status.PENDING);
    assertThat(log.reason()).isEqualTo(Reason.DESTINATION_UNAVAILABLE);
    assertThat(log.errorMessage()).contains("renew the API key");
    assertThat(FrappeTestSite.records(lead)).isEmpty();
    parameters.put(parameter, FrappeTestSite.TOKEN);
    leads.recover(lead);
    assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
    assertThat(FrappeTestSite.records(lead)).hasSize(1);
  }
}
