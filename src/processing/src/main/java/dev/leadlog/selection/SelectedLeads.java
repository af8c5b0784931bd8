package dev.leadlog.selection;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.listing.LeadLogFilter;
import dev.leadlog.listing.LeadLogList;
import dev.leadlog.listing.LeadLogPage;
import dev.leadlog.listing.ListCursor;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.Reason;
import dev.leadlog.page.PageConfig;
import dev.leadlog.page.PageConfigs;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the leads of a selection in batches. */
@Singleton
class SelectedLeads {

  /**
   * A batch of leads.
   *
   * @param next the cursor of the next batch; null at the end
   */
  record LeadBatch(List<LeadgenId> ids, String next) {}

  /** The size of a batch whose leads are read one by one. */
  static final int USUAL_SIZE = 100;

  private static final Set<Reason> WAITING =
      EnumSet.of(
          Reason.PAGE_NOT_CONFIGURED,
          Reason.FORM_NOT_MAPPED,
          Reason.PAGE_DISABLED,
          Reason.NO_DESTINATION);

  private final LeadLogList list;
  private final PageConfigs pages;
  private final Clock clock;

  SelectedLeads(LeadLogList list, PageConfigs pages, Clock clock) {
    this.list = list;
    this.pages = pages;
    this.clock = clock;
  }

  /**
   * @param request the request of a job, from a {@link Selection}
   * @param cursor null for the first batch
   * @param size the highest number of leads
   */
  LeadBatch batch(JsonNode request, String cursor, int size) {
    if (request.has("leadgenIds")) {
      return ofIds(Selection.ids(request), cursor == null ? 0 : Integer.parseInt(cursor), size);
    }
    boolean waiting = request.has("waiting");
    LeadLogFilter filter =
        LeadLogFilter.stored(request.path(waiting ? "waiting" : "filter"), clock.instant());
    LeadLogPage page = list.list(filter, size, position(cursor));
    List<LeadgenId> ids =
        (waiting ? ready(filter, page.items()) : page.items())
            .stream().map(LeadLog::leadgenId).toList();
    return new LeadBatch(ids, page.next() == null ? null : page.next().cursor());
  }

  private static LeadBatch ofIds(List<LeadgenId> ids, int from, int size) {
    int to = Math.min(from + size, ids.size());
    return new LeadBatch(ids.subList(from, to), to == ids.size() ? null : Integer.toString(to));
  }

  /**
   * Reads the current page: another function has just saved it, so this function's cache is
   * outdated.
   */
  private List<LeadLog> ready(LeadLogFilter filter, List<LeadLog> rows) {
    Optional<PageConfig> page = pages.current(filter.pageId());
    return rows.stream()
        .filter(log -> WAITING.contains(log.reason()))
        .filter(log -> page.isPresent() && page.get().isReadyFor(log.formId()))
        .toList();
  }

  private static ListCursor position(String cursor) {
    return cursor == null ? null : ListCursor.ofCursor(cursor).orElseThrow();
  }
}
