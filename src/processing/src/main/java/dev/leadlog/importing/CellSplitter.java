package dev.leadlog.importing;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import java.util.List;

/** Splits the text of a row into its cells. */
final class CellSplitter {

  private final char separator;
  private final CsvReaderBuilder strict;

  /** Accepts everything except a quote that is open at the end. */
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

  /** Returns the cells; null if the quotes are wrong. */
  List<String> of(String text) {
    return text.isEmpty() ? List.of() : read(strict, text);
  }

  /**
   * Returns the cells of a row that is quoted as a whole, as a spreadsheet writes a row that it did
   * not split; null for any other text.
   */
  List<String> ofQuoted(String text) {
    String row = text.startsWith("\"") ? withoutEmptyCells(text) : "";
    List<String> whole = of(row);
    List<String> cells = whole == null || whole.size() != 1 ? null : of(whole.get(0));
    return cells == null || cells.size() < 2 ? null : cells;
  }

  /** Removes the separators behind the last quote, if nothing else follows it. */
  private static String withoutEmptyCells(String text) {
    int end = text.length();
    while (end > 0 && ";,\t ".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(0, end);
  }

  /** Returns whether a quote is open at the end of the text. */
  boolean isOpen(String text) {
    return text.indexOf('"') >= 0 && read(lenient, text) == null;
  }

  /** Returns the cells, ignoring text behind their quotes; null if a quote is open. */
  List<String> leniently(String text) {
    return read(lenient, text);
  }

  /** Returns whether the first quote of a line begins a cell, so that no quote was open before. */
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
