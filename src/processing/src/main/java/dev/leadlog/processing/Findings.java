package dev.leadlog.processing;

import dev.leadlog.delivery.Delivery;
import dev.leadlog.graph.Reading;
import dev.leadlog.log.LeadLog;
import dev.leadlog.mapping.FieldMapping;
import dev.leadlog.mapping.LeadMapping;
import dev.leadlog.mapping.LeadPayload;
import dev.leadlog.mapping.MappedLead;
import dev.leadlog.page.FormConfig;
import dev.leadlog.page.PageConfig;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is known of a lead when it is judged.
 *
 * @param page null when the page is not configured
 * @param reading why the payload could not be read; null when the log has one
 * @param delivery what the destination said; null before it was asked
 * @param timeIsUp whether the time of trying again is over
 */
record Findings(
    LeadLog log, PageConfig page, Reading.NotRead reading, Delivery delivery, boolean timeIsUp) {

  Findings with(Delivery said) {
    return new Findings(log, page, reading, said, timeIsUp);
  }

  Optional<FormConfig> form() {
    return log.form().flatMap(page::form);
  }

  MappedLead mapped() {
    List<FieldMapping> mapping = form().orElseThrow().mapping();
    return LeadMapping.map(
        mapping,
        LeadPayload.of(log.payload().orElseThrow()),
        new Surroundings(log, form().orElseThrow(), page)::value);
  }
}
