package dev.leadlog.processing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.mapping.Problem;
import dev.leadlog.reprocessing.LeadReprocessor;
import dev.leadlog.testing.Aws;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Pages;
import dev.leadlog.workbench.RejectingLeadValidator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a processing attempt stores. {@link RulesTest} shows which rule decides. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class OutcomesTest {

  @Inject Leads leads;
  @Inject Pages pages;
  @Inject LeadReprocessor retry;

  private PageId page;

  @BeforeEach
  void reset() {
    leads.reset();
    page = pages.configured();
  }

  @Test
  void a_processed_lead_names_its_record_its_form_and_its_configuration() {
    LeadgenId lead = leads.announced(page);

    leads.work();

    LeadLog log = leads.log(lead);
    assertThat(log.status()).isEqualTo(Status.PROCESSED);
    assertThat(log.leadDocReference().type()).isEqualTo("leads-table");
    assertThat(log.leadDocReference().id()).isEqualTo(lead.text());
    assertThat(log.processing().configReference()).isEqualTo(page + "@1");
    assertThat(log.processing().leadForm()).isEqualTo("Spring offer");
    assertThat(log.metadata().platform()).isEqualTo("Facebook");
    assertThat(log.metadata().organic()).isFalse();
    assertThat(log.retry().retryAt()).isNull();
    assertThat(log.retry().dueAt()).isNull();
    Map<String, ?> fields = Leads.delivered(lead).get("lead").m();
    assertThat(fields).containsOnlyKeys("lead_name", "email_id", "source");
  }

  @Test
  void a_form_that_is_not_configured_gets_the_name_at_Meta() {
    ObjectNode nameless = Pages.document(page);
    ObjectNode form = (ObjectNode) nameless.path("forms").get(0);
    form.remove("formName");
    ((ArrayNode) form.path("mapping"))
        .addObject()
        .put("leadField", "form")
        .put("default", "field:leadForm");
    FormId id = Meta.form(page, Json.object().put("name", "Autumn offer"));
    form.put("formId", id.text());
    pages.save(page, nameless);
    LeadgenId lead = Meta.lead(page, id, "", 0);
    leads.announce(Map.of(lead, page), Map.of(page, id));

    leads.work();

    assertThat(leads.log(lead).processing().leadForm()).isEqualTo("Autumn offer");
    assertThat(Leads.delivered(lead).get("lead").m())
        .containsEntry("form", AttributeValue.fromS("Autumn offer"));
  }

  @Test
  void the_name_of_a_form_that_is_not_configured_is_requested_from_Meta_once() {
    FormId form = Meta.form(page, Json.object().put("name", "Winter offer"));
    Map<LeadgenId, PageId> three = new HashMap<>();
    for (int i = 0; i < 3; i++) {
      three.put(Meta.lead(page, form, "", 0), page);
    }
    leads.announce(three, Map.of(page, form));
    leads.process(three.keySet().iterator().next());

    leads.work();

    assertThat(three.keySet())
        .allSatisfy(
            lead -> assertThat(leads.log(lead).processing().leadForm()).isEqualTo("Winter offer"))
        .allSatisfy(lead -> assertThat(leads.log(lead).reason()).isEqualTo(Reason.FORM_NOT_MAPPED));
    assertThat(Meta.reads()).filteredOn(read -> read.fields().equals("name")).hasSize(1);
  }

  /** A situation after a deployment without a function that the mapping names. */
  @Test
  void a_lead_whose_stored_mapping_is_invalid_waits_until_it_is_corrected() {
    ObjectNode wrong = Pages.document(page);
    ((ObjectNode) wrong.at("/forms/0/mapping/0")).putArray("format").add("gone");
    pages.saveElsewhere(page, wrong);
    LeadgenId lead = leads.announced(page);
    leads.work();
    assertThat(leads.log(lead).reason()).isEqualTo(Reason.FORM_NOT_MAPPED);
    assertThat(leads.log(lead).errorMessage()).contains("mapping[0].format[0]: \"gone\"");

    pages.save(page, Pages.document(page));
    retry.process(lead, "marie", false);
    leads.work();

    assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
  }

  /** A second submission is a second lead, even with the same answers. */
  @Test
  void two_leads_of_one_person_with_the_same_answers_are_two_records() {
    Map<String, String> answers = Map.of("full_name", "Ada Lovelace", "email", "ada@example.org");
    LeadgenId first = Meta.lead(page, answers);
    LeadgenId second = Meta.lead(page, answers);

    leads.announce(Map.of(first, page, second, page), Map.of(page, new FormId(Meta.FORM)));
    leads.work();

    assertThat(leads.log(first).status()).isEqualTo(Status.PROCESSED);
    assertThat(leads.log(second).status()).isEqualTo(Status.PROCESSED);
    assertThat(Leads.delivered(first).get("lead")).isEqualTo(Leads.delivered(second).get("lead"));
    assertThat(Leads.delivered(second).get("leadgenId").s()).isEqualTo(second.text());
  }

  @Test
  void a_lead_without_a_required_answer_is_an_error_that_names_the_field() {
    LeadgenId lead = leads.announced(page, "no-answers", 0);

    leads.work();

    LeadLog log = leads.log(lead);
    assertThat(log.status()).isEqualTo(Status.ERROR);
    assertThat(log.reason()).isEqualTo(Reason.MISSING_REQUIRED);
    assertThat(log.data().problems())
        .containsExactly(new Problem("lead_name", "required", Reason.MISSING_REQUIRED));
    assertThat(Leads.delivered(lead)).isEmpty();
  }

  @Test
  void a_lead_with_invalid_values_is_an_error_that_names_all_fields_and_no_answer() {
    pages.save(page, formatting());
    LeadgenId lead =
        Meta.lead(
            page, Map.of("full_name", "<b>Ada</b>", "phone_number", "12345", "email", "ada@here"));
    leads.announce(lead, page);

    leads.work();

    LeadLog log = leads.log(lead);
    assertThat(log.status()).isEqualTo(Status.ERROR);
    assertThat(log.reason()).isEqualTo(Reason.INVALID_FORMAT);
    assertThat(log.data().problems())
        .extracting(problem -> problem.field() + " " + problem.rule() + " " + problem.reason())
        .containsExactly(
            "lead_name no_markup INVALID_FORMAT",
            "mobile_no format_phone_number INVALID_PHONE",
            "email_id email INVALID_EMAIL");
    assertThat(log.errorMessage())
        .contains(
            "mobile_no: format_phone_number: must be a valid phone number of IN", "and is 5 digits")
        .doesNotContain("Ada", "12345", "here");
    assertThat(Leads.delivered(lead)).isEmpty();
  }

  @Test
  void values_are_delivered_as_the_functions_format_them() {
    pages.save(page, formatting());
    LeadgenId lead =
        Meta.lead(
            page,
            Map.of("full_name", "ADA LOVELACE", "phone_number", "98765 43210", "email", "a@x.org"));
    leads.announce(lead, page);

    leads.work();

    assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
    Map<String, AttributeValue> fields = Leads.delivered(lead).get("lead").m();
    assertThat(fields.get("lead_name").s()).isEqualTo("Ada Lovelace");
    assertThat(fields.get("mobile_no").s()).isEqualTo("+919876543210");
  }

  @Test
  void a_lead_of_the_testing_tool_is_a_test_even_if_its_placeholders_are_invalid() {
    pages.save(page, formatting());
    LeadgenId lead = leads.announced(page, "testing-tool", 0);

    leads.work();

    assertThat(leads.log(lead).reason()).isEqualTo(Reason.TEST_LEAD);
    assertThat(Leads.delivered(lead).get("lead").m().get("mobile_no").s())
        .isEqualTo("<test lead: dummy data for phone_number>");
  }

  @Test
  void a_test_lead_that_must_be_delivered_is_checked_by_the_mapping() {
    pages.save(page, formatting().put("deliverTestLeads", true));
    LeadgenId lead = leads.announced(page, "testing-tool", 0);

    leads.work();

    assertThat(leads.log(lead).status()).isEqualTo(Status.ERROR);
    assertThat(leads.log(lead).test()).isTrue();
  }

  @Test
  void an_added_function_and_an_added_hook_are_used() {
    ObjectNode document = Pages.document(page);
    ArrayNode mapping = ((ObjectNode) document.path("forms").get(0)).putArray("mapping");
    ObjectNode name = mapping.addObject().put("metaField", "full_name").put("leadField", "name");
    name.putArray("format").add("backwards");
    mapping.addObject().put("metaField", "spam").put("leadField", RejectingLeadValidator.FIELD);
    pages.save(page, document);
    LeadgenId taken = Meta.lead(page, Map.of("full_name", "Ada"));
    LeadgenId refused = Meta.lead(page, Map.of("full_name", "Ada", "spam", "yes"));
    leads.announce(taken, page);
    leads.announce(refused, page);

    leads.work();

    assertThat(Leads.delivered(taken).get("lead").m().get("name").s()).isEqualTo("adA");
    assertThat(leads.log(refused).errorMessage()).isEqualTo("lead: not_for_us");
    assertThat(Leads.delivered(refused)).isEmpty();
  }

  private ObjectNode formatting() {
    ObjectNode document = Pages.document(page);
    ArrayNode mapping = ((ObjectNode) document.path("forms").get(0)).putArray("mapping");
    ObjectNode name =
        mapping.addObject().put("metaField", "full_name").put("leadField", "lead_name");
    name.putArray("format").add("capitalize_name");
    ObjectNode phone =
        mapping.addObject().put("metaField", "phone_number").put("leadField", "mobile_no");
    ObjectNode step = phone.putArray("format").addObject().put("name", "format_phone_number");
    step.putObject("args").put("region", "IN");
    ObjectNode email = mapping.addObject().put("metaField", "email").put("leadField", "email_id");
    email.putArray("validate").add("email");
    return document;
  }

  @Test
  void a_lead_whose_fields_are_too_large_is_an_error_without_answers() {
    ObjectNode document = Pages.document(page);
    ArrayNode mapping = (ArrayNode) document.path("forms").get(0).path("mapping");
    IntStream.range(0, 5)
        .forEach(i -> mapping.addObject().put("metaField", "essay").put("leadField", "copy_" + i));
    pages.save(page, document);
    LeadgenId lead =
        Meta.lead(page, Map.of("full_name", "Ada Lovelace", "essay", "A".repeat(100_000)));
    leads.announce(lead, page);

    leads.work();

    LeadLog log = leads.log(lead);
    assertThat(log.status()).isEqualTo(Status.ERROR);
    assertThat(log.reason()).isEqualTo(Reason.INVALID_FORMAT);
    assertThat(log.errorMessage()).contains("64 KB").doesNotContain("AAAA");
    assertThat(log.leadPayload()).contains("Ada Lovelace");
    assertThat(Leads.delivered(lead)).isEmpty();
  }

  @Test
  void a_lead_of_the_testing_tool_is_stored_as_a_test() {
    LeadgenId lead = leads.announced(page, "testing-tool", 0);

    leads.work();

    assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
    assertThat(leads.log(lead).reason()).isEqualTo(Reason.TEST_LEAD);
    assertThat(leads.log(lead).test()).isTrue();
    assertThat(Leads.delivered(lead).get("test").bool()).isTrue();
  }
}
