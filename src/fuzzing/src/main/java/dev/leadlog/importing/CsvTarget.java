package dev.leadlog.importing;

import static dev.leadlog.fuzzing.Target.require;

import dev.leadlog.fuzzing.Target;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.PageId;
import dev.leadlog.page.PageConfigs;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;

/**
 * A CSV file. Every row is a lead, blank, or rejected with its line; the file is read to its end,
 * and reading can resume at any row.
 */
public final class CsvTarget implements Target {

  private static final Instant NOW = Instant.parse("2026-02-28T08:49:14.120Z");
  private static final PageId PAGE = new PageId("1635959142565683");
  private static final NewLead.Later LATER = new NewLead.Later(NOW, NOW.plusSeconds(60), "someone");

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public void read(byte[] file) {
    LineReader lines = LineReader.of(new ByteArrayInputStream(file));
    Header header = Header.of(lines);
    if (header.refusal(PAGE).isPresent()) {
      return;
    }
    RowValidator check =
        new RowValidator(new PagesByForm((PageConfigs) null), PAGE, LATER, new ImportWarnings());
    CsvRowReader rows = new CsvRowReader(lines, header);
    CsvRow last = null;
    for (CsvRow row = rows.next(); row != null; row = rows.next()) {
      require(last == null || row.line() > last.line(), "the line numbers of rows increase");
      require(
          last == null || resumesAt(file, lines.encoding(), last, row),
          "reading can resume at each row");
      last = row;
      if (!row.isBlank()) {
        RowValidator.RowCheck checked = check.of(row);
        require(
            (checked.lead() == null) != (checked.rejected() == null),
            "a row is either a lead or rejected");
      }
    }
  }

  /** Whether reading that resumes after a row returns the next row. */
  private static boolean resumesAt(byte[] file, Encoding encoding, CsvRow before, CsvRow row) {
    int offset = Math.toIntExact(before.next().offset());
    InputStream rest = new ByteArrayInputStream(file, offset, file.length - offset);
    CsvRow next =
        new CsvRowReader(LineReader.from(rest, encoding, before.next()), before.header()).next();
    return next != null && next.line() == row.line() && next.cells().equals(row.cells());
  }
}
