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
 * A CSV file: every row is a lead, blank, or rejected with its line, the file is read through, and
 * reading can go on at any row.
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
      require(last == null || row.line() > last.line(), "every row stands behind the one before");
      require(
          last == null || isNext(file, lines.encoding(), last, row), "reading goes on anywhere");
      last = row;
      if (!row.isBlank()) {
        RowValidator.RowCheck checked = check.of(row);
        require((checked.lead() == null) != (checked.rejected() == null), "one of the two");
      }
    }
  }

  /** Whether who goes on behind a row reads the row that follows it. */
  private static boolean isNext(byte[] file, Encoding encoding, CsvRow before, CsvRow row) {
    int offset = Math.toIntExact(before.next().offset());
    InputStream rest = new ByteArrayInputStream(file, offset, file.length - offset);
    CsvRow next =
        new CsvRowReader(LineReader.from(rest, encoding, before.next()), before.header()).next();
    return next != null && next.line() == row.line() && next.cells().equals(row.cells());
  }
}
