package dev.leadlog.reprocessing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.listing.LeadLogFilter;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.text.Json;
import java.util.List;

/** Selects the leads of a bulk request. */
public sealed interface Selection {

  /** The leads with these ids. */
  record Ids(List<LeadgenId> ids) implements Selection {}

  /** The leads that match a filter. */
  record Filtered(LeadLogFilter filter) implements Selection {}

  /**
   * The leads of a page that waited only for its configuration, which is complete now.
   *
   * @param filter a filter with the page
   */
  record WaitingForConfiguration(LeadLogFilter filter) implements Selection {}

  /** Returns the selection for a job's request. */
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
