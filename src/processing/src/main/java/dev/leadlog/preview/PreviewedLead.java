package dev.leadlog.preview;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.graph.LeadParser;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogJson;
import dev.leadlog.log.FetchedLead;
import dev.leadlog.log.FormId;
import dev.leadlog.log.PageId;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import java.util.Optional;

/**
 * A lead for a preview.
 *
 * @param known the values of its log, as in {@link LeadLogJson#row}
 * @param payload the payload in the format of the Graph API
 * @param test whether the lead is from Meta's testing tool
 */
public record PreviewedLead(ObjectNode known, String payload, boolean test) {

  /** Creates it from a log; empty if the payload was not read or is erased. */
  public static Optional<PreviewedLead> of(LeadLog log) {
    return log.payload()
        .map(payload -> new PreviewedLead(LeadLogJson.row(log), payload, log.test()));
  }

  /**
   * Creates it from a payload in a request.
   *
   * @param payload a lead in the format of the Graph API
   */
  public static PreviewedLead of(ObjectNode payload, PageId page) {
    String text = Json.text(payload);
    FetchedLead read = LeadParser.lead(payload, text);
    ObjectNode known = Json.object();
    known.put("leadgenId", payload.path("id").asText(null));
    known.put("pageId", page.text());
    known.put("formId", read.formId() == null ? null : read.formId().text());
    known.put("adId", read.adId());
    known.put("platform", read.platform());
    known.put("organic", read.isOrganic(null));
    known.put("test", read.test());
    if (read.createdTime() != null) {
      known.put("createdTime", Times.text(read.createdTime()));
    }
    return new PreviewedLead(known, text, read.test());
  }

  public Optional<FormId> form() {
    return FormId.of(known.path("formId").asText(null));
  }

  /** The answers are personal data. */
  @Override
  public String toString() {
    return "PreviewedLead[" + known.path("leadgenId").asText() + "]";
  }
}
