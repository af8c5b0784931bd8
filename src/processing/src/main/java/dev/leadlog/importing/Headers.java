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

  /** The header; one without names where the file's first row cannot be read. */
  static Header read(Lines lines) {
    Header best =
        SEPARATORS.stream()
            .map(separator -> header(lines, separator))
            .max(Comparator.comparing(Header::known).thenComparing(header -> header.names().size()))
            .orElseThrow();
    new Rows(lines, best.separator(), cells -> false).next();
    return best;
  }

  private static Header header(Lines lines, char separator) {
    Rows rows = new Rows(lines, separator, cells -> false);
    Row row = rows.next();
    rows.again();
    return new Header(separator, row == null || row.isBlank() ? List.of() : row.cells());
  }

  /** Why nothing can be imported; nothing where the header is good. */
  static Optional<Imported.NoHeader> refusal(Header header, PageId page) {
    List<String> missing = missing(header, page != null);
    return missing.isEmpty() && header.twice().isEmpty()
        ? Optional.empty()
        : Optional.of(new Imported.NoHeader(missing, header.names(), header.twice()));
  }

  private static List<String> missing(Header header, boolean pageIsKnown) {
    return Stream.of(Column.LEADGEN_ID, Column.PAGE_ID, Column.FORM_ID)
        .filter(column -> !header.has(column))
        .filter(column -> column != Column.PAGE_ID || !(header.isMetas() || pageIsKnown))
        .map(Column::title)
        .toList();
  }

  private Headers() {}
}
