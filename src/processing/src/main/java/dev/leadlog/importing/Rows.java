package dev.leadlog.importing;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The rows of a file. A row whose quotes are closed is one row, however many lines it has. A quote
 * that is not closed spoils only its own line: the lines after it are read again, each as a row.
 */
final class Rows {

  /** A cell of more lines is no answer. */
  static final int MOST_LINES = 100;

  private final Lines lines;
  private final Predicate<List<String>> isLead;

  /** Accepts everything but a quote that is open at the end. */
  private final CsvReaderBuilder lenient;

  private final CsvReaderBuilder strict;
  private final List<Line> taken = new ArrayList<>();

  /**
   * @param isLead whether the cells of a line name a lead, so that it must not vanish in a quoted
   *     cell
   */
  Rows(Lines lines, char separator, Predicate<List<String>> isLead) {
    this.lines = lines;
    this.isLead = isLead;
    this.lenient = csv(separator).allowExtraCharsAfterClosingQuote(true);
    this.strict = csv(separator).allowExtraCharsAfterClosingQuote(false);
  }

  private static CsvReaderBuilder csv(char separator) {
    return CsvReader.builder()
        .fieldSeparator(separator)
        .allowUnclosedQuote(false)
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
      return wrong(first.flaw());
    }
    String text = first.text();
    while (isOpen(text)) {
      Line next = take();
      if (!goesOn(next, text.length())) {
        return unclosed();
      }
      text += '\n' + next.text();
    }
    return row(text);
  }

  /** Makes the next row the one that was read last. */
  void again() {
    lines.giveBack(taken);
  }

  private boolean isOpen(String text) {
    return text.indexOf('"') >= 0 && cells(lenient, text) == null;
  }

  private boolean goesOn(Line next, int length) {
    return next != null
        && next.flaw() == null
        && taken.size() <= MOST_LINES
        && length + next.text().length() <= Lines.LONGEST;
  }

  private Row row(String text) {
    List<String> cells = text.isEmpty() ? List.of() : cells(strict, text);
    if (cells == null) {
      return taken.size() > 1
          ? unclosed()
          : wrong("the quotes are wrong: a cell's text goes on after its last quote");
    }
    String flaw =
        taken.stream().skip(1).filter(this::isLead).findFirst().map(this::swallowing).orElse(null);
    return new Row(taken.get(0).number(), cells, flaw, last().next());
  }

  private boolean isLead(Line line) {
    List<String> cells = cells(lenient, line.text());
    return cells != null && isLead.test(cells);
  }

  private String swallowing(Line line) {
    return "a quoted cell goes on to line %d and holds line %d, which looks like a row; close the quote"
        .formatted(last().number(), line.number());
  }

  private Row unclosed() {
    lines.giveBack(taken.subList(1, taken.size()));
    taken.subList(1, taken.size()).clear();
    return wrong("a quote is opened and not closed where the row ends");
  }

  private Row wrong(String flaw) {
    return new Row(taken.get(0).number(), List.of(), flaw, last().next());
  }

  private Line last() {
    return taken.get(taken.size() - 1);
  }

  /** Null where the text breaks the reader's rules. */
  private static List<String> cells(CsvReaderBuilder csv, String text) {
    try {
      return csv.ofSingleCsvRecord(text).getFields();
    } catch (CsvParseException e) {
      return null;
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
