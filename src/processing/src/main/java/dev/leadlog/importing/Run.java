package dev.leadlog.importing;

import dev.leadlog.importing.Imported.Rejected;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Imports the rows of a file until it ends, or time is up. */
final class Run {

  /** Rows of which none is recorded take time too. */
  private static final int ROWS_UNASKED = 1_000;

  private final Rows rows;
  private final RowCheck check;
  private final Window window;
  private final Consumer<Rejected> sink;
  private FilePosition reached;
  private long rejected;
  private int line;

  /**
   * @param sink receives every row that names no lead
   */
  Run(Rows rows, RowCheck check, Window window, Consumer<Rejected> sink) {
    this.rows = rows;
    this.check = check;
    this.window = window;
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
      reached = row.next();
      row = rows.next();
      if (window.isFull() || ++unasked >= ROWS_UNASKED) {
        window.close(this::refused);
        unasked = 0;
        stopped = !goesOn.getAsBoolean();
      }
    }
    window.close(this::refused);
    return new Imported.Read(window.accepted(), window.duplicates(), rejected, line, row == null);
  }

  /** Where the next row begins; null before the first. */
  FilePosition reached() {
    return reached;
  }

  private void judge(Row row) {
    line = row.line();
    if (row.isBlank()) {
      return;
    }
    RowCheck.Checked checked = check.of(row);
    if (checked.rejected() != null) {
      reject(checked.rejected());
    } else {
      window.add(row.line(), checked.lead());
    }
  }

  private void refused(int line) {
    reject(new Rejected(line, null, "the log cannot take this lead, it is too large"));
  }

  private void reject(Rejected row) {
    rejected++;
    sink.accept(row);
  }
}
