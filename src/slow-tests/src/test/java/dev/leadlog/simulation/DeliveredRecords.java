package dev.leadlog.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.delivery.Receiver;
import dev.leadlog.frappe.FrappeTestSite;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.Published;
import dev.leadlog.workbench.Leads;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The records at the destinations.
 *
 * @param crm the number of records in Frappe for each lead
 * @param topic the different messages of each lead
 */
record DeliveredRecords(Map<String, Long> crm, Map<String, Set<Published>> topic) {

  static DeliveredRecords look() {
    return new DeliveredRecords(
        FrappeTestSite.records().stream()
            .map(record -> record.path("meta_leadgen_id").asText())
            .collect(Collectors.groupingBy(id -> id, Collectors.counting())),
        Aws.published(Aws.topicArn(TargetDestinations.TOPIC)).stream()
            .filter(message -> message.attributes().containsKey("leadgenId"))
            .collect(
                Collectors.groupingBy(
                    message -> message.attributes().get("leadgenId"), Collectors.toSet())));
  }

  /**
   * Asserts one record where a destination can be idempotent, otherwise identical copies, and
   * nothing at other destinations.
   */
  void assertOf(LeadgenId lead, Set<TargetDestination> goals) {
    String id = lead.text();
    assertThat(Leads.delivered(lead).isEmpty())
        .as("not in the leads table: %s", lead)
        .isEqualTo(!goals.contains(TargetDestination.LEADS_TABLE));
    assertThat(crm.getOrDefault(id, 0L))
        .as("records in Frappe of %s", lead)
        .isEqualTo(goals.contains(TargetDestination.FRAPPE) ? 1 : 0);
    Set<String> posted = Receiver.copies(id);
    assertThat(posted)
        .as("HTTP posts of %s", lead)
        .hasSize(goals.contains(TargetDestination.HTTP) ? 1 : 0);
    assertThat(posted).allMatch(copy -> copy.startsWith("lead_" + id + " "));
    Set<Published> published = topic.getOrDefault(id, Set.of());
    assertThat(published)
        .as("SNS messages of %s", lead)
        .hasSize(goals.contains(TargetDestination.SNS) ? 1 : 0);
  }
}
