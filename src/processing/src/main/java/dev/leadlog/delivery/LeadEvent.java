package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;

/** The JSON of a lead for HTTP and SNS. It is identical at each delivery of the lead. */
final class LeadEvent {

  /** {@code {leadgenId, pageId, formId, createdTime, platform, test, lead: {field: value}}}. */
  static ObjectNode data(OutgoingLead lead) {
    LeadLog log = lead.log();
    ObjectNode data = Json.object().put("leadgenId", log.leadgenId().text());
    data.put("pageId", log.page().map(Object::toString).orElse(null));
    data.put("formId", log.form().map(Object::toString).orElse(null));
    data.put("createdTime", log.createdTime() == null ? null : Times.text(log.createdTime()));
    data.put("platform", log.metadata().platform()).put("test", lead.test());
    data.putObject("lead").setAll(lead.fields());
    return data;
  }

  /** The id by which a receiver recognises a lead that is delivered twice. */
  static String id(LeadgenId leadgenId) {
    return "lead_" + leadgenId;
  }

  private LeadEvent() {}
}
