package dev.leadlog.importing;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.leadlog.csv.Cells;
import dev.leadlog.importing.Imported.Rejected;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The rejected rows as a CSV file on the disk: there may be more of them than fit into memory. */
final class RejectedFile implements Consumer<Rejected>, AutoCloseable {

  private final Path path;
  private final CsvWriter csv;

  RejectedFile() {
    try {
      this.path = Files.createTempFile("rejected", ".csv");
      this.csv = CsvWriter.builder().build(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    csv.writeRecord("Line", "Column", "Why");
  }

  @Override
  public void accept(Rejected row) {
    csv.writeRecord(
        Integer.toString(row.line()), Cells.harmless(row.column()), Cells.harmless(row.why()));
  }

  /** The file with all that was told so far. */
  Path written() {
    try {
      csv.flush();
      return path;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      csv.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
