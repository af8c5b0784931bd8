package dev.leadlog.importing;

import dev.leadlog.bulkintake.BulkIntake;
import dev.leadlog.bulkintake.BulkIntake.MissingPayload;
import dev.leadlog.bulkintake.BulkIntake.Outcome;
import dev.leadlog.importing.ImportResult.Rejected;
import dev.leadlog.log.LeadInsert;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.NewLead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/** Imports the rows of a file until it ends, or time is up. */
final class ImportSlice {

  /** Eight calls of 25 in parallel: what the log takes at once. */
  private static final int LEADS_AT_ONCE = 8 * LeadInsert.AT_ONCE;

  private static final String ROUNDED =
      "a spreadsheet has very likely rounded the ids; export the leads again, and import that file as it is";

  /** Rows of which none is recorded take time too. */
  private static final int ROWS_UNASKED = 1_000;

  /** What the log holds of a lead already. */
  enum Before {
    /** What an earlier attempt at the same rows has recorded: it is new. */
    NEW,
    /** What an earlier attempt at the same rows has filled in. */
    FILLED,
    /** Another person's answers, from an earlier row of the same file. */
    OTHERS,
    /** The lead itself. */
    KNOWN
  }

  /**
   * Where the leads of a run are recorded.
   *
   * @param dryRun whether the log is only asked what it knows
   * @param before says of leads that the log holds what it is that it holds
   */
  record Target(BulkIntake intake, boolean dryRun, Function<List<NewLead>, List<Before>> before) {}

  /**
   * Where a lead stands, and as much of it as tells it from another's.
   *
   * @param created in seconds; null where the file does not say when
   * @param answers as {@link RowValidator.RowCheck} has it
   */
  private record RowIdentity(int line, int form, Long created, Integer answers) {

    static RowIdentity of(int line, RowValidator.RowCheck row) {
      Instant created = row.lead().createdTime();
      return new RowIdentity(
          line,
          row.lead().formId().hashCode(),
          created == null ? null : created.getEpochSecond(),
          row.answers());
    }

    /** Whether a row with the same id is about another person. */
    boolean isAnother(RowIdentity row) {
      if (answers != null && row.answers != null) {
        return !answers.equals(row.answers);
      }
      boolean atAnotherTime =
          created != null && row.created != null && !created.equals(row.created);
      return form != row.form || atAnotherTime;
    }
  }

  private final CsvRowReader rows;
  private final RowValidator check;
  private final Target target;
  private final ImportWarnings warnings;
  private final Consumer<Rejected> sink;

  /** The leads that are recorded next. */
  private final Map<LeadgenId, NewLead> leads = new LinkedHashMap<>();

  /** Every lead of the run. */
  private final Map<LeadgenId, RowIdentity> seen = new HashMap<>();

  private CsvRow last;
  private long accepted;
  private long duplicates;
  private long filled;
  private long rejected;
  private int firstLine;
  private int line;

  /**
   * @param warnings of the check
   * @param sink receives every row that names no lead
   */
  ImportSlice(
      CsvRowReader rows,
      RowValidator check,
      Target target,
      ImportWarnings warnings,
      Consumer<Rejected> sink) {
    this.warnings = warnings;
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
  ImportResult.Read run(int most, BooleanSupplier mayContinue) {
    CsvRow row = rows.next();
    firstLine = row == null ? 0 : row.line();
    int unasked = 0;
    boolean stopped = false;
    for (int count = 0; row != null && count < most && !stopped; count++) {
      judge(row);
      last = row;
      row = rows.next();
      if (leads.size() >= LEADS_AT_ONCE || ++unasked >= ROWS_UNASKED) {
        record();
        unasked = 0;
        stopped = !mayContinue.getAsBoolean();
      }
    }
    record();
    return new ImportResult.Read(
        accepted, duplicates, filled, rejected, line, row == null, warnings.sentences());
  }

  /** The last row that was imported; null before the first. */
  CsvRow last() {
    return last;
  }

  private void judge(CsvRow row) {
    line = row.line();
    if (row.isBlank()) {
      return;
    }
    RowValidator.RowCheck checked = check.of(row);
    if (checked.rejected() != null) {
      reject(checked.rejected());
      return;
    }
    LeadgenId id = checked.lead().leadgenId();
    RowIdentity place = RowIdentity.of(line, checked);
    if (target.dryRun()) {
      check.warnOf(row, checked.lead());
    }
    RowIdentity first = seen.putIfAbsent(id, place);
    if (first == null) {
      leads.put(id, checked.lead());
    } else if (first.isAnother(place)) {
      reject(line, "the id of line " + first.line() + ", with other answers; " + ROUNDED);
    } else if (first.answers() == null && place.answers() != null) {
      seen.put(id, place);
      fill(checked.lead());
    } else {
      duplicates++;
    }
  }

  /** Its log is made by an earlier row, which had no answers. */
  private void fill(NewLead lead) {
    record();
    if (target.dryRun()) {
      filled++;
    } else {
      leads.put(lead.leadgenId(), lead);
    }
  }

  private void reject(Rejected row) {
    rejected++;
    sink.accept(row);
  }

  private void reject(int wrong, String why) {
    reject(new Rejected(wrong, null, why));
  }

  private void record() {
    if (leads.isEmpty()) {
      return;
    }
    List<NewLead> known = new ArrayList<>();
    outcomes()
        .forEach(
            (id, outcome) -> {
              switch (outcome) {
                case NEW -> accepted++;
                case FILLED -> filled++;
                case KNOWN -> known.add(leads.get(id));
                case REFUSED ->
                    reject(seen.get(id).line(), "the log cannot take this lead, it is too large");
              }
            });
    List<Before> before = target.before().apply(known);
    for (int i = 0; i < known.size(); i++) {
      countKnown(seen.get(known.get(i).leadgenId()).line(), before.get(i));
    }
    leads.clear();
  }

  private void countKnown(int lineOfKnown, Before before) {
    switch (before) {
      case NEW -> accepted++;
      case FILLED -> filled++;
      case KNOWN -> duplicates++;
      case OTHERS ->
          reject(
              lineOfKnown,
              "the id of a row before line " + firstLine + ", with other answers; " + ROUNDED);
    }
  }

  private Map<LeadgenId, Outcome> outcomes() {
    return target.dryRun()
        ? target.intake().predict(leads.values())
        : target.intake().record(List.copyOf(leads.values()), MissingPayload.FILL);
  }
}
