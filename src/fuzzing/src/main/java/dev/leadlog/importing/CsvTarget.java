package dev.leadlog.importing;

import static dev.leadlog.fuzzing.Target.require;

import dev.leadlog.fuzzing.Target;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.PageId;
import dev.leadlog.page.PageConfigs;
import java.io.ByteArrayInputStream;
import java.time.Instant;

/**
 * A CSV file: every row is a lead, blank, or rejected with its line, and the file is read through.
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
    Lines lines = new Lines(new ByteArrayInputStream(file));
    Header header = Headers.read(lines).orElse(null);
    if (header == null || !Headers.missing(header, true).isEmpty()) {
      return;
    }
    RowCheck check = new RowCheck(header, new PagesByForm((PageConfigs) null), PAGE, LATER);
    Rows rows = Rows.after(header, lines);
    int last = 0;
    for (Row row = rows.next(); row != null; row = rows.next()) {
      require(row.line() > last, "every row stands behind the one before");
      last = row.line();
      if (!row.isBlank()) {
        RowCheck.Checked checked = check.of(row);
        require((checked.lead() == null) != (checked.rejected() == null), "one of the two");
      }
    }
  }
}
