package dev.leadlog.processing;

import dev.leadlog.graph.GraphFailure;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.mapping.FieldMapping;
import dev.leadlog.mapping.LeadMapping;
import dev.leadlog.mapping.LeadPayload;
import dev.leadlog.mapping.LeadValidator;
import dev.leadlog.mapping.MappedLead;
import dev.leadlog.page.FormConfig;
import dev.leadlog.page.MappingContext;
import dev.leadlog.page.PageConfig;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Everything that is known of a lead when the rules are applied.
 *
 * @param log with the payload that was read, where it was
 * @param page null when the page is not configured
 * @param graphFailure why the payload could not be read; null when the log has one
 * @param timeIsUp whether the time of retries is over
 * @param validators of leads as a whole
 */
record Facts(
    LeadLog log,
    PageConfig page,
    GraphFailure graphFailure,
    boolean timeIsUp,
    List<LeadValidator> validators) {

  /** A lead of Meta's testing tool that is kept to be looked at, and not delivered. */
  boolean isOnlyATest() {
    return log.test() && !page.deliverTestLeads();
  }

  Optional<FormConfig> form() {
    return log.form().flatMap(page::form);
  }

  /** What {@code field:<name>} finds for this lead. */
  Function<String, Optional<String>> known() {
    LeadPayload payload = LeadPayload.of(log.payload().orElseThrow());
    return LeadMapping.known(payload, MappingContext.of(log, form().orElseThrow(), page)::value);
  }

  /** A test is mapped leniently, since its answers are placeholders. */
  MappedLead mapped() {
    List<FieldMapping> mapping = form().orElseThrow().mapping();
    LeadPayload payload = LeadPayload.of(log.payload().orElseThrow());
    MappingContext around = MappingContext.of(log, form().orElseThrow(), page);
    return isOnlyATest()
        ? LeadMapping.leniently(mapping, payload, around::value)
        : LeadMapping.map(mapping, payload, around::value, validators);
  }
}
