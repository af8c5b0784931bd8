package dev.leadlog.processing;

import dev.leadlog.delivery.Delivery;
import dev.leadlog.graph.Reading;
import dev.leadlog.log.LeadLog;
import dev.leadlog.mapping.FieldMapping;
import dev.leadlog.mapping.LeadMapping;
import dev.leadlog.mapping.LeadPayload;
import dev.leadlog.mapping.LeadValidator;
import dev.leadlog.mapping.MappedLead;
import dev.leadlog.page.FormConfig;
import dev.leadlog.page.PageConfig;
import dev.leadlog.page.Surroundings;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is known of a lead when it is judged.
 *
 * @param page null when the page is not configured
 * @param reading why the payload could not be read; null when the log has one
 * @param delivery what the destination said; null before it was asked
 * @param timeIsUp whether the time of trying again is over
 * @param validators of leads as a whole
 */
record Findings(
    LeadLog log,
    PageConfig page,
    Reading.NotRead reading,
    Delivery delivery,
    boolean timeIsUp,
    List<LeadValidator> validators) {

  Findings with(Delivery said) {
    return new Findings(log, page, reading, said, timeIsUp, validators);
  }

  /** A lead of Meta's testing tool that is to be looked at, and not to be delivered. */
  boolean isOnlyATest() {
    return log.test() && !page.deliverTestLeads();
  }

  Optional<FormConfig> form() {
    return log.form().flatMap(page::form);
  }

  /** A test is mapped leniently, since its answers are placeholders. */
  MappedLead mapped() {
    List<FieldMapping> mapping = form().orElseThrow().mapping();
    LeadPayload payload = LeadPayload.of(log.payload().orElseThrow());
    Surroundings around = Surroundings.of(log, form().orElseThrow(), page);
    return isOnlyATest()
        ? LeadMapping.leniently(mapping, payload, around::value)
        : LeadMapping.map(mapping, payload, around::value, validators);
  }
}
