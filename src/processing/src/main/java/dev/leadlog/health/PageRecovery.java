package dev.leadlog.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.graph.GraphResult;
import dev.leadlog.graph.LeadReader;
import dev.leadlog.health.UnresolvedLeads.Group;
import dev.leadlog.health.UnresolvedLeads.Summary;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.Jobs;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.listing.LeadLogFilter;
import dev.leadlog.log.FetchedLead;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.page.PageConfig;
import dev.leadlog.reprocessing.BulkReprocessor;
import dev.leadlog.reprocessing.BulkReprocessor.ReprocessAction;
import dev.leadlog.selection.Selection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Reprocesses the leads that waited for a page to be readable again. One of these leads must be
 * read first as a proof; otherwise leads that fail again would be reprocessed every day.
 */
@Singleton
class PageRecovery {

  private static final Logger LOG = Logger.getLogger(PageRecovery.class);

  static final Set<Reason> WAITED_FOR_IT =
      EnumSet.of(
          Reason.META_TOKEN_INVALID,
          Reason.META_TOKEN_MISSING,
          Reason.META_PERMISSION_MISSING,
          Reason.META_ACCESS_REVOKED);

  /** Meta does not show a lead that it has deleted, or has deleted it because of its age. */
  private static final Set<Reason> IS_GONE =
      EnumSet.of(Reason.META_LEAD_NOT_VISIBLE, Reason.META_LEAD_EXPIRED);

  private static final String BY = "health";

  private final LeadLogs logs;
  private final LeadReader reader;
  private final BulkReprocessor bulkReprocessor;
  private final Jobs jobs;
  private final LeadlogSettings settings;
  private final Clock clock;

  PageRecovery(
      LeadLogs logs,
      LeadReader reader,
      BulkReprocessor bulkReprocessor,
      Jobs jobs,
      LeadlogSettings settings,
      Clock clock) {
    this.logs = logs;
    this.reader = reader;
    this.bulkReprocessor = bulkReprocessor;
    this.jobs = jobs;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Starts a job for each reason for which leads of the page waited, and one for its unread
   * payloads if the previous check found that the page cannot be read.
   *
   * @param waiting the waiting leads of all pages; if it is incomplete, a page that could not be
   *     read before gets a job for every reason
   * @param before the result of the page's previous check
   * @return the running jobs, by reason
   */
  Map<String, String> enqueueWaiting(PageConfig page, Summary waiting, ObjectNode before) {
    boolean again =
        !before.path("issues").isEmpty() && !before.at("/leadAccess/granted").asBoolean();
    if (again) {
      bulkReprocessor.beginWaiting(page.pageId(), BY);
    }
    Map<String, String> running = running(before.path("reprocessing"));
    if (again && !waiting.complete()) {
      WAITED_FOR_IT.forEach(reason -> begin(running, page.pageId(), reason));
      return running;
    }
    List<Group> ofThePage =
        waiting.groups().stream().filter(group -> waits(group, page.pageId())).toList();
    boolean newOnes =
        ofThePage.stream().anyMatch(group -> !running.containsKey(group.reason().name()));
    if (newOnes && canBeRead(page, ofThePage)) {
      ofThePage.forEach(group -> begin(running, group.page(), group.reason()));
    }
    return running;
  }

  private static boolean waits(Group group, PageId page) {
    return page.equals(group.page())
        && group.status() == Status.ERROR
        && WAITED_FOR_IT.contains(group.reason());
  }

  /**
   * Returns the jobs of an earlier check that still run; a second one for the same reason is not
   * needed.
   */
  private Map<String, String> running(JsonNode begun) {
    Map<String, String> running = new TreeMap<>();
    begun
        .properties()
        .forEach(
            each ->
                jobs.find(each.getValue().asText())
                    .filter(job -> job.state() == Job.State.RUNNING)
                    .ifPresent(job -> running.put(each.getKey(), job.id())));
    return running;
  }

  /**
   * A single lead may not be readable for another reason, so the next one is tried. If Meta shows
   * none of them, the leads are processed again too: the page itself has no issue, and Meta may
   * have deleted only these.
   */
  private boolean canBeRead(PageConfig page, List<Group> waiting) {
    boolean areGone = false;
    for (LeadgenId lead : waiting.stream().flatMap(group -> group.newest().stream()).toList()) {
      Optional<GraphResult<FetchedLead>> read =
          logs.find(lead).map(log -> reader.readManually(log, page.accessToken()));
      if (read.isPresent() && read.get().isFound()) {
        return true;
      }
      if (read.isPresent() && WAITED_FOR_IT.contains(read.get().failure().reason())) {
        return false;
      }
      areGone |= read.isPresent() && IS_GONE.contains(read.get().failure().reason());
    }
    return areGone;
  }

  private void begin(Map<String, String> running, PageId page, Reason reason) {
    running.computeIfAbsent(reason.name(), name -> begin(page, reason));
  }

  private String begin(PageId page, Reason reason) {
    LeadLogFilter filter =
        LeadLogFilter.last(settings.lookBack(), clock.instant())
            .withStatus(Status.ERROR)
            .withReason(reason)
            .withPageId(page);
    Job job =
        bulkReprocessor
            .begin(ReprocessAction.PROCESS, new Selection.Filtered(filter), false, BY)
            .job();
    LOG.infof("page %s can be read again: job %s for %s", page, job.id(), reason);
    return job.id();
  }
}
