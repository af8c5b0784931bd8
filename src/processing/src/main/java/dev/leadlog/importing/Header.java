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
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The first row of a file, or of a section: the separator and the columns. */
final class Header {

  private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

  /** The line in which a spreadsheet states the separator, such as {@code sep=;}. */
  private static final Pattern SEPARATOR = Pattern.compile("\"?[sS][eE][pP]=([,;|\t])\"?[,;|\t ]*");

  /** The name of the leadgen id in Meta's own export. */
  private static final String META_ID = "id";

  private static final String LEADS_CENTER =
      "the file is an export of Leads Center, which has no leadgen ids and form"
          + " ids; export the leads of the form in Ads Manager or under Instant Forms";

  /** Questions of nearly every form, without blanks, underscores and hyphens. */
  private static final Set<String> CONTACT_DATA =
      Set.of("name", "fullname", "firstname", "lastname", "email", "phone", "phonenumber");

  private final CellSplitter cells;
  private final List<String> names;
  private final List<String> plainNames;
  private final Map<Column, Integer> columns = new EnumMap<>(Column.class);
  private final List<String> twice = new ArrayList<>();
  private final boolean metas;

  /** The type of an unsupported file; null if the file may be CSV. */
  private final String unsupportedType;

  private Header(char separator, List<String> names) {
    this(separator, names, null);
  }

  private Header(char separator, List<String> names, String unsupportedType) {
    this.unsupportedType = unsupportedType;
    this.cells = new CellSplitter(separator);
    this.names = names.stream().map(String::strip).toList();
    this.plainNames = this.names.stream().map(Column::plain).toList();
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
    return plainNames.indexOf(name);
  }

  /**
   * Reads the first row that is not blank, with the separator that gives the most known columns. A
   * row that cannot be read gives a header without names.
   */
  static Header of(LineReader lines) {
    if (lines.unsupportedType().isPresent()) {
      return new Header(',', List.of(), lines.unsupportedType().get());
    }
    List<Character> separators = new ArrayList<>(SEPARATORS);
    FileLine line = lines.take();
    while (line != null && line.violation() == null && isBefore(line.text())) {
      separatorOf(line.text()).ifPresent(separators::add);
      line = lines.take();
    }
    if (line != null && line.violation() != null) {
      return new Header(',', List.of(), "line " + line.number() + ": " + line.violation());
    }
    lines.pushBack(line == null ? List.of() : List.of(line));
    Header best = best(separators.stream().map(separator -> first(lines, separator)));
    new CsvRowReader(lines, best.unread()).next();
    return best;
  }

  private static boolean isBefore(String line) {
    return line.isBlank() || separatorOf(line).isPresent();
  }

  /** Returns the separator of a line such as {@code sep=;}. */
  static Optional<Character> separatorOf(String line) {
    Matcher noted = SEPARATOR.matcher(line.strip());
    return noted.matches() ? Optional.of(noted.group(1).charAt(0)) : Optional.empty();
  }

  private static Header best(Stream<Header> headers) {
    return headers
        .max(
            Comparator.<Header>comparingInt(header -> header.columns.size())
                .thenComparing(header -> header.names.size()))
        .orElseThrow();
  }

  private static Header first(LineReader lines, char separator) {
    Header unknown = new Header(separator, List.of());
    CsvRowReader rows = new CsvRowReader(lines, unknown);
    CsvRow row = rows.next();
    String text = rows.text();
    rows.pushBack();
    return row == null || row.isBlank() || row.violation() != null ? unknown : of(text, separator);
  }

  private static Header of(String text, char separator) {
    CellSplitter cells = new CellSplitter(separator);
    List<String> quoted = cells.ofQuoted(text);
    List<String> names = quoted == null ? cells.of(text) : quoted;
    return new Header(separator, names == null ? List.of() : names);
  }

  /** Returns a header with the same separator and no columns. */
  private Header unread() {
    return new Header(cells.separator(), List.of());
  }

  /**
   * Returns the header if a row is a repeated header: its cells are the names of the leadgen id and
   * of another column.
   *
   * @param cells of the row, in the order of this header
   * @param text of the row
   */
  Optional<Header> repeatedHeader(List<String> cells, String text) {
    if (names.isEmpty() || cells.isEmpty() || holdsId(cells)) {
      return Optional.empty();
    }
    Header best = best(SEPARATORS.stream().map(separator -> of(text, separator)));
    long known =
        best.names.stream()
            .filter(name -> !MetaPayload.isQuestion(name) || indexOf(Column.plain(name)) >= 0)
            .filter(name -> !name.isBlank())
            .count();
    return best.columns.containsKey(Column.LEADGEN_ID) && known > 1
        ? Optional.of(best)
        : Optional.empty();
  }

  /** Also true for an id that cannot be read: such a row is never a header. */
  private boolean holdsId(List<String> cells) {
    Integer index = columns.get(Column.LEADGEN_ID);
    if (index == null || index >= cells.size()) {
      return false;
    }
    String id = Column.LEADGEN_ID.value(cells.get(index));
    return id.isBlank() || Character.isDigit(id.charAt(0));
  }

  static Header read(JsonNode json) {
    List<String> names = new ArrayList<>();
    json.path("names").forEach(name -> names.add(name.asText()));
    return new Header(json.path("separator").asText().charAt(0), names);
  }

  ObjectNode json() {
    ObjectNode json = Json.object().put("separator", String.valueOf(cells.separator()));
    names.forEach(json.putArray("names")::add);
    return json;
  }

  CellSplitter cells() {
    return cells;
  }

  /** Returns the names as in the file. */
  List<String> names() {
    return names;
  }

  /**
   * Returns why nothing can be imported; empty if the header is valid.
   *
   * @param page of rows that name none; null for none
   */
  Optional<ImportResult.NoHeader> refusal(PageId page) {
    if (unsupportedType != null || isOfLeadsCenter()) {
      String what = unsupportedType == null ? LEADS_CENTER : unsupportedType;
      return Optional.of(new ImportResult.NoHeader(List.of(), names, List.of(), what));
    }
    List<String> missing =
        Stream.of(Column.LEADGEN_ID, Column.PAGE_ID, Column.FORM_ID)
            .filter(column -> !columns.containsKey(column))
            .filter(column -> column != Column.PAGE_ID || !metas && page == null)
            .map(Column::title)
            .toList();
    return missing.isEmpty() && twice.isEmpty()
        ? Optional.empty()
        : Optional.of(new ImportResult.NoHeader(missing, names, twice, null));
  }

  private boolean isOfLeadsCenter() {
    return !columns.containsKey(Column.LEADGEN_ID)
        && Stream.of("created", "source", "form", "channel", "stage")
                .filter(name -> indexOf(name) >= 0)
                .count()
            >= 4;
  }

  /** Returns whether the file is Meta's own export, which contains the answers. */
  boolean isMetaExport() {
    return metas;
  }

  /**
   * Returns the columns with contact data that are not imported: only Meta's own export brings
   * answers.
   */
  List<String> ignoredAnswers() {
    return metas
        ? List.of()
        : names.stream().filter(name -> CONTACT_DATA.contains(Column.plain(name))).toList();
  }

  /** Returns the column's name in the file, or its standard name. */
  String name(Column column) {
    return columns.containsKey(column) ? names.get(columns.get(column)) : column.title();
  }

  /** Returns a row's value in a column; empty if there is no such column or the cell is empty. */
  Optional<String> value(CsvRow row, Column column) {
    return Optional.ofNullable(columns.get(column))
        .map(index -> column.value(row.cells().get(index)))
        .filter(value -> !value.isBlank());
  }

  /** Returns a row's value in another column, such as {@code campaign_name}. */
  Optional<String> value(CsvRow row, String name) {
    int index = indexOf(Column.plain(name));
    return index < 0
        ? Optional.empty()
        : Optional.of(row.cells().get(index).strip()).filter(value -> !value.isBlank());
  }

  /**
   * Returns whether the number of cells equals that of the columns, ignoring empty cells at the
   * end.
   */
  boolean fits(List<String> cells) {
    return cells.size() >= names.size()
        && cells.stream().skip(names.size()).allMatch(String::isBlank);
  }

  /** Returns whether the cells are a row of this file that names a lead. */
  boolean isLead(List<String> cells) {
    Integer index = columns.get(Column.LEADGEN_ID);
    return index != null
        && fits(cells)
        && LeadgenId.of(Column.LEADGEN_ID.value(cells.get(index)))
            .filter(id -> !id.isMalformed())
            .isPresent();
  }
}
