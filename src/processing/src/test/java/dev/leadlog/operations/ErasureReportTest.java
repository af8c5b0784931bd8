package dev.leadlog.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.lifecycle.LeadDocReference;
import dev.leadlog.log.Reason;
import dev.leadlog.workbench.LeadLogBuilder;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErasureReportTest {

  @ParameterizedTest
  @CsvSource({
    "Lead, CRM-LEAD-1, 'the record at the destination, of type Lead'",
    "http, lead_7, 'the request to the page''s URL with this webhook-id'",
    "sns, m-1, 'the published message, at the subscribers of its topic'",
  })
  void a_copy_at_a_destination_is_named_by_its_reference(String type, String id, String what) {
    JsonNode copy =
        elsewhere(LeadLogBuilder.pending().document(new LeadDocReference(type, id, "https://x/1")))
            .orElseThrow();

    assertThat(copy.path("what").asText()).isEqualTo(what);
    assertThat(copy.path("id").asText()).isEqualTo(id);
    assertThat(copy.path("url").asText()).isEqualTo("https://x/1");
  }

  @Test
  void a_record_in_the_leads_table_is_not_reported() {
    assertThat(
            elsewhere(
                LeadLogBuilder.pending().document(new LeadDocReference("leads-table", "7", null))))
        .isEmpty();
  }

  @Test
  void a_destination_with_an_unknown_outcome_is_reported_as_a_possible_copy() {
    JsonNode perhaps =
        elsewhere(LeadLogBuilder.pending().reason(Reason.DESTINATION_UNAVAILABLE)).orElseThrow();
    assertThat(perhaps.path("what").asText()).startsWith("possibly a record");
    assertThat(elsewhere(LeadLogBuilder.pending().reason(Reason.MISSING_REQUIRED))).isEmpty();
  }

  private static Optional<JsonNode> elsewhere(LeadLogBuilder erased) {
    JsonNode remains = ErasureReport.of(erased.erased().log()).path("remains");
    return StreamSupport.stream(remains.spliterator(), false)
        .filter(one -> one.has("id"))
        .findFirst();
  }
}
