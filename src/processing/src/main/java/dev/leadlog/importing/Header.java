package dev.leadlog.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.csv.Column;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.text.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The first row of a file: what separates its cells, and what stands in which column. */
final class Header {

  private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

  /** How Meta's own export calls the leadgen id. */
  private static final String META_ID = "id";

  private final char separator;
  private final List<String> names;
  private final Map<Column, Integer> columns = new EnumMap<>(Column.class);
  private final List<String> twice = new ArrayList<>();
  private final boolean metas;

  private Header(char separator, List<String> names) {
    this.separator = separator;
    this.names = names.stream().map(String::strip).toList();
    for (int i = 0; i < this.names.size(); i++) {
      int index = i;
      Column.of(this.names.get(i)).ifPresent(column -> found(column, index));
    }
    this.metas = !columns.containsKey(Column.LEADGEN_ID) && indexOf(META_ID) >= 0;
    if (metas) {
      found(Column.LEADGEN_ID, indexOf(META_ID));
    }
  }

  private void found(Column column, int index) {
    if (columns.putIfAbsent(column, index) != null) {
      twice.add(column.title());
    }
  }

  private int indexOf(String name) {
    return names.stream().map(Column::plain).toList().indexOf(name);
  }

  /**
   * Reads the first row, with the separator by which it names most columns. A row that cannot be
   * read makes a header without names.
   */
  static Header of(Lines lines) {
    Header best =
        SEPARATORS.stream()
            .map(separator -> of(lines, separator))
            .max(
                Comparator.<Header>comparingInt(header -> header.columns.size())
                    .thenComparing(header -> header.names.size()))
            .orElseThrow();
    new Rows(lines, best.separator, cells -> false).next();
    return best;
  }

  private static Header of(Lines lines, char separator) {
    Rows rows = new Rows(lines, separator, cells -> false);
    Row row = rows.next();
    rows.again();
    return new Header(separator, row == null || row.isBlank() ? List.of() : row.cells());
  }

  static Header read(JsonNode json) {
    List<String> names = new ArrayList<>();
    json.path("names").forEach(name -> names.add(name.asText()));
    return new Header(json.path("separator").asText().charAt(0), names);
  }

  ObjectNode json() {
    ObjectNode json = Json.object().put("separator", String.valueOf(separator));
    names.forEach(json.putArray("names")::add);
    return json;
  }

  char separator() {
    return separator;
  }

  /** The names as they stand in the file. */
  List<String> names() {
    return names;
  }

  /**
   * Why nothing can be imported; nothing where the header is good.
   *
   * @param page of rows that name none; null for none
   */
  Optional<Imported.NoHeader> refusal(PageId page) {
    List<String> missing =
        Stream.of(Column.LEADGEN_ID, Column.PAGE_ID, Column.FORM_ID)
            .filter(column -> !columns.containsKey(column))
            .filter(column -> column != Column.PAGE_ID || !metas && page == null)
            .map(Column::title)
            .toList();
    return missing.isEmpty() && twice.isEmpty()
        ? Optional.empty()
        : Optional.of(new Imported.NoHeader(missing, names, twice));
  }

  /** Whether it is Meta's own export, which holds the answers. */
  boolean isMetas() {
    return metas;
  }

  /** The column's name as it stands in the file, or as it should. */
  String name(Column column) {
    return columns.containsKey(column) ? names.get(columns.get(column)) : column.title();
  }

  /** What a row says in a column; nothing where the column or the cell is empty. */
  Optional<String> value(Row row, Column column) {
    return Optional.ofNullable(columns.get(column))
        .map(index -> column.value(row.cells().get(index)))
        .filter(value -> !value.isBlank());
  }

  /** What a row says in a column of another name, as {@code campaign_name}. */
  Optional<String> value(Row row, String name) {
    int index = indexOf(Column.plain(name));
    return index < 0
        ? Optional.empty()
        : Optional.of(row.cells().get(index).strip()).filter(value -> !value.isBlank());
  }

  /** Whether cells are as many as the columns, but for empty ones at the end. */
  boolean fits(List<String> cells) {
    return cells.size() >= names.size()
        && cells.stream().skip(names.size()).allMatch(String::isBlank);
  }

  /** Whether cells are a row of this file that names a lead. */
  boolean isLead(List<String> cells) {
    return fits(cells) && leadgenId(cells).isPresent();
  }

  private Optional<LeadgenId> leadgenId(List<String> cells) {
    return LeadgenId.of(Column.LEADGEN_ID.value(cells.get(columns.get(Column.LEADGEN_ID))))
        .filter(id -> !id.isMalformed());
  }
}
