package dev.leadlog.importing;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The columns that an import reads, under every name they go by. */
enum Column {
  LEADGEN_ID("Leadgen ID", "l:"),
  PAGE_ID("Page ID", ""),
  AD_ID("Ad ID", "ag:"),
  FORM_ID("Form ID", "f:"),
  CREATED_TIME("Created Time", ""),
  RECEIVED_TIME("Received Time", "");

  private final String title;
  private final String prefix;

  Column(String title, String prefix) {
    this.title = title;
    this.prefix = prefix;
  }

  String title() {
    return title;
  }

  /** The column of a name in any case, with spaces, underscores, hyphens or none. */
  static Optional<Column> of(String name) {
    return Stream.of(values())
        .filter(column -> plain(column.title).equals(plain(name)))
        .findFirst();
  }

  static String plain(String name) {
    return name.replaceAll("[\\s_-]", "").toLowerCase(Locale.ROOT);
  }

  /**
   * What a cell says, without what Meta's export ({@code l:100200300}) or a spreadsheet ({@code
   * ="100200300"}, {@code '100200300}) puts around an id.
   */
  String value(String cell) {
    String value = cell.strip();
    if (value.startsWith("=\"") && value.endsWith("\"") && value.length() > 2) {
      value = value.substring(2, value.length() - 1);
    }
    value = value.startsWith("'") ? value.substring(1) : value;
    return value.startsWith(prefix) ? value.substring(prefix.length()) : value;
  }
}
