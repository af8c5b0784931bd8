package dev.leadlog.processing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.log.LeadLog;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Problem;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.testing.Aws;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Pages;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a round writes down. Which rule decides is told by {@link RulesTest}. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class OutcomesTest {

  @Inject Leads leads;
  @Inject Pages pages;

  private PageId page;

  @BeforeEach
  void startAfresh() {
    leads.startAfresh();
    page = pages.configured();
  }

  @Test
  void a_processed_lead_names_its_record_its_form_and_the_configuration_it_was_judged_by() {
    LeadgenId lead = leads.announced(page);

    leads.work();

    LeadLog log = leads.log(lead);
    assertThat(log.status()).isEqualTo(Status.PROCESSED);
    assertThat(log.leadDocReference().type()).isEqualTo("leads-table");
    assertThat(log.leadDocReference().id()).isEqualTo(lead.text());
    assertThat(log.configReference()).isEqualTo(page + "@1");
    assertThat(log.leadForm()).isEqualTo("Spring offer");
    assertThat(log.platform()).isEqualTo("Facebook");
    assertThat(log.organic()).isFalse();
    assertThat(log.retryAt()).isNull();
    assertThat(log.sweepAt()).isNull();
    Map<String, ?> fields = Leads.delivered(lead).get("lead").m();
    assertThat(fields).containsOnlyKeys("lead_name", "email_id", "source");
  }

  @Test
  void a_lead_without_a_required_answer_is_an_error_that_names_the_field() {
    LeadgenId lead = leads.announced(page, "no-answers", 0);

    leads.work();

    LeadLog log = leads.log(lead);
    assertThat(log.status()).isEqualTo(Status.ERROR);
    assertThat(log.reason()).isEqualTo(Reason.MISSING_REQUIRED);
    assertThat(log.problems())
        .containsExactly(new Problem("lead_name", "required", Reason.MISSING_REQUIRED));
    assertThat(Leads.delivered(lead)).isEmpty();
  }

  @Test
  void a_lead_that_the_destination_rejects_is_an_error_with_its_words_and_without_the_answers() {
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
    assertThat(log.reason()).isEqualTo(Reason.DESTINATION_REJECTED);
    assertThat(log.errorMessage()).contains("ValidationException").doesNotContain("AAAA");
    assertThat(log.leadPayload()).contains("Ada Lovelace");
    assertThat(Leads.delivered(lead)).isEmpty();
  }

  @Test
  void a_lead_of_the_testing_tool_is_kept_as_a_test() {
    LeadgenId lead = leads.announced(page, "testing-tool", 0);

    leads.work();

    assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
    assertThat(leads.log(lead).reason()).isEqualTo(Reason.TEST_LEAD);
    assertThat(leads.log(lead).test()).isTrue();
    assertThat(Leads.delivered(lead).get("test").bool()).isTrue();
  }
}
