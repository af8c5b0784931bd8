package dev.leadlog.importing;

import dev.leadlog.csv.Column;
import dev.leadlog.log.PageId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds a file's header, and by it the character that separates its cells. */
final class Headers {

  private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

  /** Titles of the columns that a file of our own has to have. */
  private static final List<String> NEEDED =
      Stream.of(Column.LEADGEN_ID, Column.PAGE_ID, Column.FORM_ID).map(Column::title).toList();

  /** The header, or nothing where the file's first row is none that can be read. */
  static Optional<Header> read(Lines lines) {
    Optional<Header> best =
        SEPARATORS.stream()
            .flatMap(separator -> header(lines, separator, true).stream())
            .max(
                Comparator.comparing(Header::known).thenComparing(header -> header.names().size()));
    best.ifPresent(header -> header(lines, header.separator(), false));
    return best;
  }

  private static Optional<Header> header(Lines lines, char separator, boolean again) {
    Rows rows = new Rows(lines, separator, cells -> false);
    Row row = rows.next();
    if (again) {
      rows.again();
    }
    return row == null || row.flaw() != null || row.isBlank()
        ? Optional.empty()
        : Optional.of(new Header(separator, row.cells()));
  }

  /** Why nothing can be imported; nothing where the header is good. */
  static Optional<Imported.NoHeader> refusal(Optional<Header> header, PageId page) {
    if (header.isEmpty()) {
      return Optional.of(new Imported.NoHeader(NEEDED, List.of(), List.of()));
    }
    List<String> missing = missing(header.get(), page != null);
    return missing.isEmpty() && header.get().twice().isEmpty()
        ? Optional.empty()
        : Optional.of(new Imported.NoHeader(missing, header.get().names(), header.get().twice()));
  }

  /** The titles of columns without which nothing can be imported. */
  static List<String> missing(Header header, boolean pageIsKnown) {
    return Stream.of(Column.LEADGEN_ID, Column.PAGE_ID, Column.FORM_ID)
        .filter(column -> !header.has(column))
        .filter(column -> column != Column.PAGE_ID || !(header.isMetas() || pageIsKnown))
        .map(Column::title)
        .toList();
  }

  private Headers() {}
}
