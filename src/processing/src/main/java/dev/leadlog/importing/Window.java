package dev.leadlog.importing;

import dev.leadlog.bulkintake.BulkIntake;
import dev.leadlog.bulkintake.BulkIntake.MissingPayload;
import dev.leadlog.bulkintake.BulkIntake.Outcome;
import dev.leadlog.log.BulkInsert;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.NewLead;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

/** The leads that are recorded together, and the counts of those that were. */
final class Window {

  /** Eight calls of 25 side by side: what the log takes at once. */
  private static final int SIZE = 8 * BulkInsert.AT_ONCE;

  private final BulkIntake intake;
  private final boolean dryRun;
  private final IntConsumer refused;
  private final Map<LeadgenId, NewLead> leads = new LinkedHashMap<>();
  private final Map<LeadgenId, Integer> lines = new LinkedHashMap<>();

  /** Where nothing is written, the log can't tell what stands in the file twice. */
  private final Set<LeadgenId> seen = new HashSet<>();

  private long accepted;
  private long duplicates;

  /**
   * @param refused is told the line of a lead that the log cannot take
   */
  Window(BulkIntake intake, boolean dryRun, IntConsumer refused) {
    this.intake = intake;
    this.dryRun = dryRun;
    this.refused = refused;
  }

  void add(int line, NewLead lead) {
    if (leads.putIfAbsent(lead.leadgenId(), lead) != null) {
      duplicates++;
    } else {
      lines.put(lead.leadgenId(), line);
    }
  }

  boolean isFull() {
    return leads.size() >= SIZE;
  }

  long accepted() {
    return accepted;
  }

  long duplicates() {
    return duplicates;
  }

  /** Records what was added, or looks what of it is known. */
  void close() {
    if (dryRun) {
      look();
    } else if (!leads.isEmpty()) {
      intake.record(List.copyOf(leads.values()), MissingPayload.LEAVE).forEach(this::count);
    }
    leads.clear();
    lines.clear();
  }

  private void count(LeadgenId id, Outcome outcome) {
    switch (outcome) {
      case NEW -> accepted++;
      case KNOWN, FILLED -> duplicates++;
      case REFUSED -> refused.accept(lines.get(id));
    }
  }

  private void look() {
    List<LeadgenId> fresh = new ArrayList<>(leads.keySet());
    fresh.removeIf(id -> !seen.add(id));
    long known = intake.known(fresh).size();
    accepted += fresh.size() - known;
    duplicates += leads.size() - fresh.size() + known;
  }
}
