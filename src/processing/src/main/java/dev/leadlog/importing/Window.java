package dev.leadlog.importing;

import dev.leadlog.bulkintake.BulkIntake;
import dev.leadlog.bulkintake.BulkIntake.MissingPayload;
import dev.leadlog.log.LeadInsert;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.NewLead;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.ToIntFunction;

/** The leads that are recorded together, and the counts of those that were. */
final class Window {

  /** Eight calls of 25 in parallel: what the log takes at once. */
  private static final int SIZE = 8 * LeadInsert.AT_ONCE;

  private final BulkIntake intake;
  private final boolean dryRun;
  private final ToIntFunction<List<LeadgenId>> ownOf;
  private final Map<LeadgenId, NewLead> leads = new LinkedHashMap<>();
  private final Map<LeadgenId, Integer> lines = new LinkedHashMap<>();

  /** What was added before is a duplicate in the file, and not one of an earlier attempt. */
  private final Set<LeadgenId> seen = new HashSet<>();

  private long accepted;
  private long duplicates;

  /**
   * @param ownOf counts the leads, of some that the log holds, that an earlier attempt at the same
   *     rows has recorded: they are accepted, and no duplicates
   */
  Window(BulkIntake intake, boolean dryRun, ToIntFunction<List<LeadgenId>> ownOf) {
    this.intake = intake;
    this.dryRun = dryRun;
    this.ownOf = ownOf;
  }

  void add(int line, NewLead lead) {
    if (seen.add(lead.leadgenId())) {
      leads.put(lead.leadgenId(), lead);
      lines.put(lead.leadgenId(), line);
    } else {
      duplicates++;
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

  /**
   * Records what was added, or looks what of it is known.
   *
   * @param refused receives the line of each lead that the log cannot take
   */
  void close(IntConsumer refused) {
    if (dryRun) {
      look();
    } else if (!leads.isEmpty()) {
      record(refused);
    }
    leads.clear();
    lines.clear();
  }

  private void record(IntConsumer refused) {
    List<LeadgenId> known = new ArrayList<>();
    intake
        .record(List.copyOf(leads.values()), MissingPayload.LEAVE)
        .forEach(
            (id, outcome) -> {
              switch (outcome) {
                case NEW -> accepted++;
                case KNOWN, FILLED -> known.add(id);
                case REFUSED -> refused.accept(lines.get(id));
              }
            });
    int own = ownOf.applyAsInt(known);
    accepted += own;
    duplicates += known.size() - own;
  }

  private void look() {
    int known = intake.known(leads.keySet()).size();
    duplicates += known;
    accepted += leads.size() - known;
  }
}
