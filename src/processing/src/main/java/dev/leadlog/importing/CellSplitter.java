package dev.leadlog.importing;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import java.util.List;

/** Divides the text of a row into its cells. */
final class CellSplitter {

  private final char separator;
  private final CsvReaderBuilder strict;

  /** Accepts everything but a quote that is open at the end. */
  private final CsvReaderBuilder lenient;

  CellSplitter(char separator) {
    this.separator = separator;
    this.strict = reader(separator).allowExtraCharsAfterClosingQuote(false);
    this.lenient = reader(separator).allowExtraCharsAfterClosingQuote(true);
  }

  private static CsvReaderBuilder reader(char separator) {
    return CsvReader.builder()
        .fieldSeparator(separator)
        .allowUnclosedQuote(false)
        .skipEmptyLines(false);
  }

  char separator() {
    return separator;
  }

  /** The cells; null where the quotes are wrong. */
  List<String> of(String text) {
    return text.isEmpty() ? List.of() : read(strict, text);
  }

  /**
   * The cells of a row that stands in quotes as a whole, as a spreadsheet writes it that did not
   * divide it; null where the text is none.
   */
  List<String> ofQuoted(String text) {
    String row = text.startsWith("\"") ? withoutEmptyCells(text) : "";
    List<String> whole = of(row);
    List<String> cells = whole == null || whole.size() != 1 ? null : of(whole.get(0));
    return cells == null || cells.size() < 2 ? null : cells;
  }

  /** Without what stands behind the last quote, where that is nothing but separators. */
  private static String withoutEmptyCells(String text) {
    int end = text.length();
    while (end > 0 && ";,\t ".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(0, end);
  }

  /** Whether a quote is open at the end of the text. */
  boolean isOpen(String text) {
    return text.indexOf('"') >= 0 && read(lenient, text) == null;
  }

  /** The cells, whatever stands behind their quotes; null where one is open. */
  List<String> loosely(String text) {
    return read(lenient, text);
  }

  /** Whether the first quote of a line begins a cell, so that none was open before. */
  boolean opensOne(String line) {
    int quote = line.indexOf('"');
    boolean begins = quote == 0 || quote > 0 && line.charAt(quote - 1) == separator;
    return begins
        && quote + 1 < line.length()
        && line.charAt(quote + 1) != separator
        && line.charAt(quote + 1) != '"';
  }

  private static List<String> read(CsvReaderBuilder csv, String text) {
    try {
      return csv.ofSingleCsvRecord(text).getFields();
    } catch (CsvParseException e) {
      return null;
    }
  }
}
