package dev.leadlog.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads the rows of a file. A row whose quotes are closed is one row, regardless of its number of
 * lines and its other mistakes, so that no line of an answer becomes a lead. If a quote is not
 * closed, only its own line is rejected; the lines after it are read again, each as a row.
 */
final class CsvRowReader {

  /** The maximum number of lines of a row. */
  static final int MOST_LINES = 100;

  /** How far to search for the end of a wrong row, in lines and in characters. */
  private static final int FURTHEST_LINE = 10_000;

  private static final int FURTHEST_CHARACTER = 1_000_000;

  private static final String UNCLOSED = "a quote is opened and not closed at the end of the row";

  private final LineReader lines;

  /** The header of the next rows. */
  private Header header;

  private final List<FileLine> taken = new ArrayList<>();

  CsvRowReader(LineReader lines, Header header) {
    this.lines = lines;
    this.header = header;
  }

  /** Returns the next row, or null at the end. A repeated header begins a new section. */
  CsvRow next() {
    CsvRow row = read();
    while (row != null && row.violation() == null && isOfHeader(row)) {
      row = read();
    }
    return row;
  }

  private boolean isOfHeader(CsvRow row) {
    String text = text();
    Optional<Header> repeated = header.repeatedHeader(row.cells(), text);
    header = repeated.orElse(header);
    return repeated.isPresent() || Header.separatorOf(text).isPresent();
  }

  private CsvRow read() {
    taken.clear();
    FileLine first = take();
    if (first == null) {
      return null;
    }
    if (first.violation() != null) {
      return wrong(first.violation());
    }
    String text = first.text();
    while (header.cells().isOpen(text)) {
      FileLine next = take();
      if (!continuesRow(next, text.length())) {
        return wrong(UNCLOSED);
      }
      text += '\n' + next.text();
    }
    return row(text);
  }

  /** Returns the text of the last row. */
  String text() {
    return taken.stream().map(FileLine::text).collect(Collectors.joining("\n"));
  }

  /** Pushes the last row back, so that it is read again. */
  void pushBack() {
    lines.pushBack(taken);
  }

  private boolean continuesRow(FileLine next, int length) {
    return next != null
        && next.violation() == null
        && taken.size() <= MOST_LINES
        && length + next.text().length() <= LineReader.LONGEST;
  }

  private CsvRow row(String text) {
    List<String> quoted = header.cells().ofQuoted(text);
    List<String> cells =
        quoted != null && (header.names().isEmpty() || header.fits(quoted))
            ? quoted
            : header.cells().of(text);
    return cells == null
        ? wrong("the quotes are wrong: a cell has text after its last quote")
        : new CsvRow(
            taken.get(0).number(), cells, embeddedRowWarning().orElse(null), last().next(), header);
  }

  private boolean isLead(FileLine line) {
    List<String> cells = line.text() == null ? null : header.cells().leniently(line.text());
    return cells != null && header.isLead(cells);
  }

  /** Returns a warning if a line inside the row looks like a lead. */
  private Optional<String> embeddedRowWarning() {
    return taken.stream()
        .skip(1)
        .filter(this::isLead)
        .findFirst()
        .map(
            line ->
                "a quoted cell ends in line %d and contains line %d, which looks like a row; close the quote"
                    .formatted(last().number(), line.number()));
  }

  private CsvRow wrong(String violation) {
    List<FileLine> after = taken.subList(linesOfWrong(), taken.size());
    lines.pushBack(after);
    after.clear();
    String why =
        violation.equals(UNCLOSED) && taken.size() > 1
            ? "a quoted cell has more than 100 lines or 64 KB"
            : violation;
    return new CsvRow(
        taken.get(0).number(), List.of(), embeddedRowWarning().orElse(why), last().next(), header);
  }

  /**
   * Returns the number of lines of a wrong row: up to the line that closes its quotes, else one.
   */
  private int linesOfWrong() {
    int quotes = taken.get(0).quotes();
    int length = 0;
    for (int i = 1; quotes % 2 != 0 && i < FURTHEST_LINE && length < FURTHEST_CHARACTER; i++) {
      FileLine line = i < taken.size() ? taken.get(i) : take();
      if (line == null || line.text() != null && header.cells().opensOne(line.text())) {
        return 1;
      }
      quotes += line.quotes();
      length += line.text() == null ? 0 : line.text().length();
      if (quotes % 2 == 0) {
        return i + 1;
      }
    }
    return 1;
  }

  private FileLine last() {
    return taken.get(taken.size() - 1);
  }

  private FileLine take() {
    FileLine line = lines.take();
    if (line != null) {
      taken.add(line);
    }
    return line;
  }
}
