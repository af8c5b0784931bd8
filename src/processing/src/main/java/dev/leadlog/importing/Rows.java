package dev.leadlog.importing;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The rows of a file. A quote that is opened and never closed spoils the row that it stands in, and
 * none of those that follow: they are read again, each from its own line.
 */
final class Rows {

  /**
   * A cell of more lines is no answer. Without it, a file of which every line opens a quote would
   * be read anew for each.
   */
  static final int MOST_LINES = 100;

  private static final String UNCLOSED = "a quote is opened and not closed where the row ends";

  private final Lines lines;
  private final char separator;

  /** Whether cells look like a whole row of this file; null before the header is known. */
  private final Predicate<List<String>> isRow;

  private final CsvReader.CsvReaderBuilder csv;
  private final List<Line> taken = new ArrayList<>();

  /** The rows up to the header, of which nothing is known yet. */
  static Rows upToTheHeader(Lines lines, char separator) {
    return new Rows(lines, separator, null);
  }

  /** The rows that follow the header. */
  static Rows after(Header header, Lines lines) {
    return new Rows(lines, header.separator(), header::isRow);
  }

  private Rows(Lines lines, char separator, Predicate<List<String>> isRow) {
    this.lines = lines;
    this.separator = separator;
    this.isRow = isRow;
    this.csv =
        CsvReader.builder()
            .fieldSeparator(separator)
            .allowUnclosedQuote(false)
            .allowExtraCharsAfterClosingQuote(false)
            .skipEmptyLines(false);
  }

  /** The next row, or null at the end. */
  Row next() {
    taken.clear();
    Line first = take();
    if (first == null) {
      return null;
    }
    if (first.flaw() != null) {
      return Row.wrong(first.number(), first.flaw());
    }
    return Quotes.BEFORE_A_CELL.after(first.text(), separator) == Quotes.INSIDE
        ? rowOfLines(first)
        : row(first.number(), first.text());
  }

  /** Makes the next row the one that was read last. */
  void again() {
    lines.giveBack(taken);
  }

  private Row rowOfLines(Line first) {
    StringBuilder text = new StringBuilder(first.text());
    Quotes quotes = Quotes.INSIDE;
    while (quotes == Quotes.INSIDE) {
      Line next = take();
      if (!goesOn(next, text.length())) {
        return unclosed(first);
      }
      text.append('\n').append(next.text());
      quotes = quotes.after(next.text(), separator);
    }
    Row row = row(first.number(), text.toString());
    return row.flaw() == null && (isRow == null || isRow.test(row.cells())) ? row : unclosed(first);
  }

  private boolean goesOn(Line next, int length) {
    return next != null
        && next.flaw() == null
        && taken.size() <= MOST_LINES
        && length + next.text().length() <= Lines.LONGEST
        && (isRow == null || !isRow.test(row(next.number(), next.text()).cells()));
  }

  private Row unclosed(Line first) {
    lines.giveBack(taken.subList(1, taken.size()));
    taken.subList(1, taken.size()).clear();
    return Row.wrong(first.number(), UNCLOSED);
  }

  private Row row(int number, String text) {
    try {
      return text.isEmpty()
          ? new Row(number, List.of(), null)
          : new Row(number, csv.ofSingleCsvRecord(text).getFields(), null);
    } catch (CsvParseException e) {
      return Row.wrong(number, "the quotes are wrong: a cell's text goes on after its last quote");
    }
  }

  private Line take() {
    Line line = lines.take();
    if (line != null) {
      taken.add(line);
    }
    return line;
  }
}
