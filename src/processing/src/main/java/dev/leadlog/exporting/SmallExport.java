package dev.leadlog.exporting;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.listing.LeadLogFilter;
import dev.leadlog.listing.LeadLogList;
import dev.leadlog.listing.LeadLogPage;
import dev.leadlog.listing.ListCursor;
import dev.leadlog.text.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** A file that someone waits for, in memory. */
final class SmallExport {

  /** Lambda's answers take 6 MB (source: AWS, "Lambda quotas"), with what surrounds this one. */
  private static final int MOST_BYTES = 5_500_000;

  private final LeadLogList list;
  private final Clock clock;
  private final int mostRows;

  SmallExport(LeadLogList list, Clock clock, int mostRows) {
    this.list = list;
    this.clock = clock;
    this.mostRows = mostRows;
  }

  /**
   * @param patience how long it may take, but for the list call under way then
   */
  Exported of(LeadLogFilter filter, Duration patience) {
    Instant end = clock.instant().plus(patience);
    StringBuilder csv = new StringBuilder(Rows.header());
    int rows = 0;
    int bytes = asJson(csv.toString());
    ListCursor position = null;
    do {
      LeadLogPage page = list.list(filter, mostRows + 1, position);
      String text = Rows.of(page.items());
      csv.append(text);
      rows += page.items().size();
      bytes += asJson(text);
      position = page.next();
      if (rows > mostRows) {
        return new Exported.TooMuch("there are more than " + mostRows + " rows");
      }
      if (bytes > MOST_BYTES) {
        return new Exported.TooMuch("the file is larger than an answer can be");
      }
      if (position != null && !clock.instant().isBefore(end)) {
        return new Exported.TooMuch(
            "reading the log takes more than " + patience.toSeconds() + " s");
      }
    } while (position != null);
    return new Exported.Text(ExportWork.fileName(clock.instant()), csv.toString(), rows);
  }

  /** The bytes that a text takes where it is a string of Lambda's JSON. */
  private static int asJson(String text) {
    return Json.text(TextNode.valueOf(text)).getBytes(StandardCharsets.UTF_8).length;
  }
}
