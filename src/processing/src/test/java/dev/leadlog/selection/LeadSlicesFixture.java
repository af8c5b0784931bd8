package dev.leadlog.selection;

import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.lifecycle.LeadLogs;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Slices whose size a test chooses. */
@Singleton
public class LeadSlicesFixture {

  private final LeadLogs logs;
  private final SelectedLeads selectedLeads;
  private final Clock clock;
  private final BoundedExecutor executor;

  LeadSlicesFixture(
      LeadLogs logs, SelectedLeads selectedLeads, Clock clock, BoundedExecutor executor) {
    this.logs = logs;
    this.selectedLeads = selectedLeads;
    this.clock = clock;
    this.executor = executor;
  }

  public LeadSlices of(int leadsABatch, int leadsASlice) {
    return new LeadSlices(logs, selectedLeads, clock, executor, leadsABatch, leadsASlice);
  }
}
