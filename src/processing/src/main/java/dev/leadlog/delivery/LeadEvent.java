package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;

/** A lead as it is told to whoever listens. It is the same each time that it is told. */
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

  /** By which a receiver knows a lead again that comes twice. */
  static String id(LeadgenId leadgenId) {
    return "lead_" + leadgenId;
  }

  private LeadEvent() {}
}
