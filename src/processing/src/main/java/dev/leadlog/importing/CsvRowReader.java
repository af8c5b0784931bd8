package dev.leadlog.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rows of a file. A row whose quotes are closed is one row, however many lines it has and
 * whatever else is wrong with it, so that no line of an answer becomes a lead. A quote that is not
 * closed spoils only its own line: the lines after it are read again, each as a row.
 */
final class CsvRowReader {

  /** A cell of more lines is no answer. */
  static final int MOST_LINES = 100;

  /** How far the end of a wrong row is looked for, in lines and in characters. */
  private static final int FURTHEST_LINE = 10_000;

  private static final int FURTHEST_CHARACTER = 1_000_000;

  private static final String UNCLOSED = "a quote is opened and not closed where the row ends";

  private final LineReader lines;

  /** The one above the rows that follow. */
  private Header header;

  private final List<FileLine> taken = new ArrayList<>();

  CsvRowReader(LineReader lines, Header header) {
    this.lines = lines;
    this.header = header;
  }

  /** The next row, or null at the end. A row that is a header again begins a section of its own. */
  CsvRow next() {
    CsvRow row = read();
    while (row != null && row.violation() == null && isOfHeader(row)) {
      row = read();
    }
    return row;
  }

  private boolean isOfHeader(CsvRow row) {
    String text = text();
    Optional<Header> again = header.again(row.cells(), text);
    header = again.orElse(header);
    return again.isPresent() || Header.separatorOf(text).isPresent();
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

  /** The text of the row that was read last. */
  String text() {
    return taken.stream().map(FileLine::text).collect(Collectors.joining("\n"));
  }

  /** Makes the next row the one that was read last. */
  void again() {
    lines.giveBack(taken);
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
        ? wrong("the quotes are wrong: a cell's text goes on after its last quote")
        : new CsvRow(
            taken.get(0).number(), cells, swallowing().orElse(null), last().next(), header);
  }

  private boolean isLead(FileLine line) {
    List<String> cells = line.text() == null ? null : header.cells().loosely(line.text());
    return cells != null && header.isLead(cells);
  }

  /** What to say of a line that looks like a lead inside the row. */
  private Optional<String> swallowing() {
    return taken.stream()
        .skip(1)
        .filter(this::isLead)
        .findFirst()
        .map(
            line ->
                "a quoted cell goes on to line %d and holds line %d, which looks like a row; close the quote"
                    .formatted(last().number(), line.number()));
  }

  private CsvRow wrong(String violation) {
    List<FileLine> after = taken.subList(linesOfWrong(), taken.size());
    lines.giveBack(after);
    after.clear();
    String why =
        violation.equals(UNCLOSED) && taken.size() > 1
            ? "a quoted cell goes on for more than 100 lines or 64 KB"
            : violation;
    return new CsvRow(
        taken.get(0).number(), List.of(), swallowing().orElse(why), last().next(), header);
  }

  /** How many lines a wrong row has: up to the one that closes its quotes, else the first alone. */
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
