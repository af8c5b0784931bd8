package dev.leadlog.csv;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The columns that an import reads and an export begins with: under every name they go by, and with
 * what stands before their ids.
 */
public enum Column {
  LEADGEN_ID("Leadgen ID", "l:"),
  /** Meta's own export names no page; the prefix is ours. */
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

  /** The column of a name in any case, with spaces, underscores, hyphens or none. */
  public static Optional<Column> of(String name) {
    String plain = plain(name);
    return Stream.of(values()).filter(column -> column.plain.equals(plain)).findFirst();
  }

  /** A name without blanks, underscores, hyphens and capital letters. */
  public static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .replaceAll("[\\s_-]", "")
        .toLowerCase(Locale.ROOT);
  }

  /**
   * What a cell says, without what Meta's export ({@code l:100200300}) or a spreadsheet ({@code
   * ="100200300"}, {@code '100200300}) puts around an id.
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
   * The cell of a value, as {@link #value} reads it again: an id behind its prefix is text to a
   * spreadsheet, which keeps only 15 digits of a number.
   */
  public String cell(String value) {
    return prefix + value;
  }
}
