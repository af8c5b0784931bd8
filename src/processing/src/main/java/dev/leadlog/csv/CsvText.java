package dev.leadlog.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes rows as CSV. No cell can run as a formula in a spreadsheet. */
public final class CsvText {

  /** Characters that begin a formula (source: OWASP, "CSV Injection"), some also in full width. */
  private static final String BEGINS_A_FORMULA = "=+-@\t\r\n＝＋－＠";

  public static String of(List<List<String>> rows) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      rows.forEach(row -> csv.writeRecord(row.stream().map(CsvText::escapeFormula).toList()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Returns the text, with an apostrophe before it if it would begin a formula; empty for null. */
  static String escapeFormula(String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    return BEGINS_A_FORMULA.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
  }

  private CsvText() {}
}
