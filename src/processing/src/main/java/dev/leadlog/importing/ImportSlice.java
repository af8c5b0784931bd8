package dev.leadlog.importing;

import dev.leadlog.bulkintake.BulkIntake;
import dev.leadlog.bulkintake.BulkIntake.MissingPayload;
import dev.leadlog.bulkintake.BulkIntake.RecordResult;
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

/** Imports the rows of a file until its end or the end of the time. */
final class ImportSlice {

  /** Eight parallel calls with 25 leads each. */
  private static final int LEADS_AT_ONCE = 8 * LeadInsert.AT_ONCE;

  private static final String ROUNDED =
      "a spreadsheet has probably rounded the ids; export the leads again, and import that file"
          + " unchanged";

  /** The time is also checked after this many rows without a new lead. */
  private static final int ROWS_BETWEEN_CHECKS = 1_000;

  /** Why a lead is already in the log. */
  enum Before {
    /** An earlier attempt at the same rows recorded it, so it counts as new. */
    NEW,
    /** An earlier attempt at the same rows filled in its payload. */
    FILLED,
    /** An earlier row of the same file has the same id with another person's answers. */
    ANOTHER_ROW,
    /** It was logged before the import. */
    KNOWN
  }

  /**
   * Where the leads of a slice are recorded.
   *
   * @param dryRun whether the log is only read
   * @param before says why leads are already in the log
   */
  record Target(BulkIntake intake, boolean dryRun, Function<List<NewLead>, List<Before>> before) {}

  /**
   * The line of a lead, and values that distinguish it from another lead with the same id.
   *
   * @param created the creation time in seconds; null if the file has none
   * @param answers as in {@link RowValidator.RowCheck}
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

    /** Returns whether a row with the same id is about another person. */
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

  /** The leads of the next call. */
  private final Map<LeadgenId, NewLead> leads = new LinkedHashMap<>();

  /** Every lead of the slice. */
  private final Map<LeadgenId, RowIdentity> seen = new HashMap<>();

  private CsvRow last;
  private long accepted;
  private long duplicates;
  private long filled;
  private long rejected;
  private int firstLine;
  private int line;

  /**
   * @param warnings collects the warnings
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
   * Imports rows. When this returns, the log holds all their leads.
   *
   * @param most the maximum number of rows
   * @param mayContinue is called regularly; the import stops if it is false
   */
  ImportResult.Read run(int most, BooleanSupplier mayContinue) {
    CsvRow row = rows.next();
    firstLine = row == null ? 0 : row.line();
    int sinceCheck = 0;
    boolean stopped = false;
    for (int count = 0; row != null && count < most && !stopped; count++) {
      process(row);
      last = row;
      row = rows.next();
      if (leads.size() >= LEADS_AT_ONCE || ++sinceCheck >= ROWS_BETWEEN_CHECKS) {
        record();
        sinceCheck = 0;
        stopped = !mayContinue.getAsBoolean();
      }
    }
    record();
    return new ImportResult.Read(
        accepted, duplicates, filled, rejected, line, row == null, warnings.sentences());
  }

  /** Returns the last imported row; null before the first. */
  CsvRow last() {
    return last;
  }

  private void process(CsvRow row) {
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
    RowIdentity identity = RowIdentity.of(line, checked);
    if (target.dryRun()) {
      check.warnOf(row, checked.lead());
    }
    RowIdentity first = seen.putIfAbsent(id, identity);
    if (first == null) {
      leads.put(id, checked.lead());
    } else if (first.isAnother(identity)) {
      reject(
          line,
          "the row has the same id as line " + first.line() + ", with other answers; " + ROUNDED);
    } else if (first.answers() == null && identity.answers() != null) {
      seen.put(id, identity);
      fill(checked.lead());
    } else {
      duplicates++;
    }
  }

  /** An earlier row of the file, which had no answers, created the log. */
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
                case REFUSED -> reject(seen.get(id).line(), "the lead is too large for the log");
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
      case ANOTHER_ROW ->
          reject(
              lineOfKnown,
              "the row has the same id as a row before line "
                  + firstLine
                  + ", with other answers; "
                  + ROUNDED);
    }
  }

  private Map<LeadgenId, RecordResult> outcomes() {
    return target.dryRun()
        ? target.intake().predict(leads.values())
        : target.intake().record(List.copyOf(leads.values()), MissingPayload.FILL);
  }
}
