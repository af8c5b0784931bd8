package dev.leadlog.reprocessing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.listing.LeadLogFilter;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.text.Json;
import java.util.List;

/** Which leads many of them are. */
public sealed interface Selection {

  /** These. */
  record Ids(List<LeadgenId> ids) implements Selection {}

  /** Those that a filter finds. */
  record Filtered(LeadLogFilter filter) implements Selection {}

  /**
   * Those of a page that wait for nothing but its configuration, and have what they need now.
   *
   * @param filter names the page
   */
  record WaitingForConfiguration(LeadLogFilter filter) implements Selection {}

  /** As a job's request holds it. */
  default ObjectNode json() {
    ObjectNode json = Json.object();
    if (this instanceof Ids ids) {
      ArrayNode list = json.putArray("leadgenIds");
      ids.ids().forEach(id -> list.add(id.text()));
    } else if (this instanceof Filtered filtered) {
      json.set("filter", filtered.filter().json());
    } else {
      json.set("waiting", ((WaitingForConfiguration) this).filter().json());
    }
    return json;
  }
}
