package dev.leadlog.importing;

import dev.leadlog.bulkintake.BulkIntake;
import dev.leadlog.bulkintake.BulkIntake.MissingPayload;
import dev.leadlog.bulkintake.BulkIntake.Outcome;
import dev.leadlog.importing.Imported.Rejected;
import dev.leadlog.log.BulkInsert;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.NewLead;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Imports the rows of a file until it ends, or time is up. */
final class Run {

  /** Eight calls of 25 in parallel: what the log takes at once. */
  private static final int LEADS_AT_ONCE = 8 * BulkInsert.AT_ONCE;

  /** Rows of which none is recorded take time too. */
  private static final int ROWS_UNASKED = 1_000;

  /**
   * Where the leads of a run are recorded.
   *
   * @param dryRun whether the log is only asked what it knows
   * @param ownOf counts the leads, of some that the log holds, that an earlier attempt at the same
   *     rows has recorded: they are accepted, and no duplicates
   */
  record Target(BulkIntake intake, boolean dryRun, ToIntFunction<List<LeadgenId>> ownOf) {}

  private final Rows rows;
  private final RowCheck check;
  private final Target target;
  private final Consumer<Rejected> sink;

  /** The leads that are recorded next, and their lines. */
  private final Map<LeadgenId, NewLead> leads = new LinkedHashMap<>();

  private final Map<LeadgenId, Integer> lines = new LinkedHashMap<>();

  /** What was added before is a duplicate in the file, and not one of an earlier attempt. */
  private final Set<LeadgenId> seen = new HashSet<>();

  private Row last;
  private long accepted;
  private long duplicates;
  private long rejected;
  private int line;

  /**
   * @param sink receives every row that names no lead
   */
  Run(Rows rows, RowCheck check, Target target, Consumer<Rejected> sink) {
    this.rows = rows;
    this.check = check;
    this.target = target;
    this.sink = sink;
  }

  /**
   * Imports rows, of which the log holds every lead when this returns.
   *
   * @param most after so many rows it ends
   * @param goesOn is asked now and then
   */
  Imported.Read run(int most, BooleanSupplier goesOn) {
    Row row = rows.next();
    int unasked = 0;
    boolean stopped = false;
    for (int count = 0; row != null && count < most && !stopped; count++) {
      judge(row);
      last = row;
      row = rows.next();
      if (leads.size() >= LEADS_AT_ONCE || ++unasked >= ROWS_UNASKED) {
        record();
        unasked = 0;
        stopped = !goesOn.getAsBoolean();
      }
    }
    record();
    return new Imported.Read(accepted, duplicates, rejected, line, row == null);
  }

  /** The last row that was imported; null before the first. */
  Row last() {
    return last;
  }

  private void judge(Row row) {
    line = row.line();
    if (row.isBlank()) {
      return;
    }
    RowCheck.Checked checked = check.of(row);
    if (checked.rejected() != null) {
      reject(checked.rejected());
    } else if (seen.add(checked.lead().leadgenId())) {
      leads.put(checked.lead().leadgenId(), checked.lead());
      lines.put(checked.lead().leadgenId(), line);
    } else {
      duplicates++;
    }
  }

  private void reject(Rejected row) {
    rejected++;
    sink.accept(row);
  }

  private void record() {
    if (leads.isEmpty()) {
      return;
    }
    List<LeadgenId> known = new ArrayList<>();
    outcomes()
        .forEach(
            (id, outcome) -> {
              switch (outcome) {
                case NEW -> accepted++;
                case KNOWN, FILLED -> known.add(id);
                case REFUSED -> refused(lines.get(id));
              }
            });
    int own = target.ownOf().applyAsInt(known);
    accepted += own;
    duplicates += known.size() - own;
    leads.clear();
    lines.clear();
  }

  private Map<LeadgenId, Outcome> outcomes() {
    if (!target.dryRun()) {
      return target.intake().record(List.copyOf(leads.values()), MissingPayload.LEAVE);
    }
    Set<LeadgenId> known = target.intake().known(leads.keySet());
    return leads.keySet().stream()
        .collect(
            Collectors.toMap(id -> id, id -> known.contains(id) ? Outcome.KNOWN : Outcome.NEW));
  }

  private void refused(int refusedLine) {
    reject(new Rejected(refusedLine, null, "the log cannot take this lead, it is too large"));
  }
}
