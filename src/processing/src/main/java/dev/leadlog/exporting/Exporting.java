package dev.leadlog.exporting;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.Jobs;
import dev.leadlog.listing.LeadLogFilter;
import dev.leadlog.listing.LeadLogFilters;
import dev.leadlog.listing.LeadLogList;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Exports lead logs, newest first. A log is in a file once at most; one that changes while the file
 * is written stands there as it was before or after, and one that comes in meanwhile not at all.
 */
@Singleton
public class Exporting {

  private static final int MOST_ROWS = 5_000;

  private final SmallExport small;
  private final Jobs jobs;
  private final ExportLinks links;
  private final Clock clock;

  Exporting(LeadLogList list, Jobs jobs, ExportLinks links, Clock clock) {
    this.small = new SmallExport(list, clock, MOST_ROWS);
    this.jobs = jobs;
    this.links = links;
    this.clock = clock;
  }

  /**
   * Exports up to 5,000 rows while someone waits.
   *
   * @param patience how long it may take, but for the list call under way then
   */
  public Exported now(LeadLogFilter filter, Duration patience) {
    return small.of(filter, patience);
  }

  /**
   * Begins an export of any size.
   *
   * @param by who asks
   */
  public Job begin(LeadLogFilter filter, String by) {
    ObjectNode request = Json.object();
    request.set("filter", LeadLogFilters.json(filter));
    return jobs.begin(ExportWork.KIND, request, by);
  }

  /** The file of a job; nothing where it is no export, is not done, or its file is gone by now. */
  public Optional<ExportedFile> file(Job job) {
    return Optional.of(job)
        .filter(j -> j.kind().equals(ExportWork.KIND) && j.state() == Job.State.DONE)
        .map(ExportKey::of)
        .filter(key -> key.isKept(clock.instant()))
        .map(links::of);
  }
}
