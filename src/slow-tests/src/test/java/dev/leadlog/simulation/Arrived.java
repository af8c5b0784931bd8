package dev.leadlog.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.delivery.Crm;
import dev.leadlog.delivery.Receiver;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.Published;
import dev.leadlog.workbench.Leads;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What stands at the destinations.
 *
 * @param crm how many records Frappe has of each lead
 * @param topic the different messages of each lead
 */
record Arrived(Map<String, Long> crm, Map<String, Set<Published>> topic) {

  static Arrived look() {
    return new Arrived(
        Crm.records().stream()
            .map(record -> record.path("meta_leadgen_id").asText())
            .collect(Collectors.groupingBy(id -> id, Collectors.counting())),
        Aws.published(Aws.topicArn(Goals.TOPIC)).stream()
            .filter(message -> message.attributes().containsKey("leadgenId"))
            .collect(
                Collectors.groupingBy(
                    message -> message.attributes().get("leadgenId"), Collectors.toSet())));
  }

  /**
   * One record where that can be had, and where it cannot, copies that are the same in everything;
   * nothing anywhere else.
   */
  void assertOf(LeadgenId lead, Set<Goal> goals) {
    String id = lead.text();
    assertThat(Leads.delivered(lead).isEmpty())
        .as("not in the leads table: %s", lead)
        .isEqualTo(!goals.contains(Goal.LEADS_TABLE));
    assertThat(crm.getOrDefault(id, 0L))
        .as("records in Frappe of %s", lead)
        .isEqualTo(goals.contains(Goal.FRAPPE) ? 1 : 0);
    Set<String> posted = Receiver.copies(id);
    assertThat(posted).as("posted of %s", lead).hasSize(goals.contains(Goal.HTTP) ? 1 : 0);
    assertThat(posted).allMatch(copy -> copy.startsWith("lead_" + id + " "));
    Set<Published> published = topic.getOrDefault(id, Set.of());
    assertThat(published).as("published of %s", lead).hasSize(goals.contains(Goal.SNS) ? 1 : 0);
  }
}
