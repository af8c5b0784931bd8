package dev.leadlog.importing;

import dev.leadlog.bulkintake.BulkIntake;
import dev.leadlog.importing.Checkpoint.Progress;
import dev.leadlog.importing.Imported.Rejected;
import java.util.function.Consumer;

/** One way through a file. */
final class Run {

  /** Rows of which none is recorded take time too. */
  private static final int ROWS_UNASKED = 1_000;

  private final Rows rows;
  private final RowCheck check;
  private final Progress before;
  private final Checkpoint checkpoint;
  private final Consumer<Rejected> sink;
  private long rejected;
  private int line;
  private int unasked;

  private final Window window;

  Run(
      Rows rows,
      RowCheck check,
      BulkIntake intake,
      boolean dryRun,
      Progress before,
      Checkpoint checkpoint,
      Consumer<Rejected> sink) {
    this.rows = rows;
    this.check = check;
    this.window = new Window(intake, dryRun, this::refused);
    this.before = before;
    this.checkpoint = checkpoint;
    this.sink = sink;
  }

  Imported.Read toTheEnd() {
    boolean goesOn = true;
    Row row = rows.next();
    while (row != null && goesOn) {
      row(row);
      row = rows.next();
      goesOn = !(window.isFull() || ++unasked >= ROWS_UNASKED) || closeAndAsk();
    }
    if (goesOn) {
      closeAndAsk();
    }
    return read(row == null);
  }

  private void row(Row row) {
    line = row.line();
    if (row.isBlank()) {
      return;
    }
    RowCheck.Checked checked = check.of(row);
    if (checked.rejected() != null) {
      reject(checked.rejected());
    } else if (row.line() > before.line()) {
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

  private boolean closeAndAsk() {
    window.close();
    unasked = 0;
    return checkpoint.goesOn(new Progress(reached(), accepted(), duplicates()));
  }

  private Imported.Read read(boolean finished) {
    return new Imported.Read(accepted(), duplicates(), rejected, reached(), finished);
  }

  /** What was imported before is, while its rows are still being checked again. */
  private int reached() {
    return Math.max(line, before.line());
  }

  private long accepted() {
    return before.accepted() + window.accepted();
  }

  private long duplicates() {
    return before.duplicates() + window.duplicates();
  }
}
