package dev.leadlog.csv;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The columns that an import reads and an export begins with, with all their names and the prefixes
 * of their ids.
 */
public enum Column {
  LEADGEN_ID("Leadgen ID", "l:"),
  /** Meta's own export has no page column; this prefix is Leadlog's. */
  PAGE_ID("Page ID", "p:"),
  AD_ID("Ad ID", "ag:"),
  FORM_ID("Form ID", "f:"),
  CREATED_TIME("Created Time", ""),
  RECEIVED_TIME("Received Time", "");

  private final String title;
  private final String prefix;
  private final String plain;

  Column(String title, String prefix) {
    this.title = title;
    this.prefix = prefix;
    this.plain = plain(title);
  }

  public String title() {
    return title;
  }

  /** Finds a column by its name, without regard to case, spaces, underscores and hyphens. */
  public static Optional<Column> of(String name) {
    String plain = plain(name);
    return Stream.of(values()).filter(column -> column.plain.equals(plain)).findFirst();
  }

  /** Returns a name in lower case, without blanks, underscores and hyphens. */
  public static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .replaceAll("[\\s_-]", "")
        .toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the value of a cell, without the characters that Meta's export ({@code l:100200300}) or
   * a spreadsheet ({@code ="100200300"}, {@code '100200300}) adds to an id.
   */
  public String value(String cell) {
    String value = cell.strip();
    if (value.startsWith("=\"") && value.endsWith("\"") && value.length() > 2) {
      value = value.substring(2, value.length() - 1);
    }
    value = value.startsWith("'") ? value.substring(1) : value;
    return value.startsWith(prefix) ? value.substring(prefix.length()) : value;
  }

  /**
   * Returns the cell for a value; {@link #value} reads it back. The prefix makes an id text: a
   * spreadsheet keeps only 15 digits of a number.
   */
  public String cell(String value) {
    return prefix + value;
  }
}
