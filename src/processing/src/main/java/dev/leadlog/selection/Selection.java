package dev.leadlog.selection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.listing.LeadLogFilter;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.text.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  /**
   * Returns the ids of {@link Ids}; empty for another selection.
   *
   * @param request the request of a job, which includes {@link #json}
   */
  static List<LeadgenId> ids(JsonNode request) {
    List<LeadgenId> ids = new ArrayList<>();
    request.path("leadgenIds").forEach(id -> ids.add(new LeadgenId(id.asText())));
    return ids;
  }

  /**
   * Returns the page of a {@link WaitingForConfiguration}.
   *
   * @param request the request of a job, which includes {@link #json}
   */
  static Optional<PageId> savedPage(JsonNode request) {
    return PageId.of(request.path("waiting").path("pageId").asText());
  }
}
