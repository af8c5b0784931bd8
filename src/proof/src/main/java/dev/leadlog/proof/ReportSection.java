package dev.leadlog.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What one part of the benchmark found, as Markdown. */
final class ReportSection {

  private final StringBuilder text = new StringBuilder();
  private final List<Plot> plots = new ArrayList<>();

  /** Begins a table with these columns. */
  void header(String... columns) {
    gap();
    cells((Object[]) columns);
    text.append("|---".repeat(columns.length)).append("|\n");
  }

  /** A row of it; numbers are written with what they deserve. */
  void row(Object... cells) {
    cells(cells);
  }

  void say(String sentence, Object... figures) {
    gap();
    text.append(String.format(Locale.ROOT, sentence, figures)).append('\n');
  }

  void show(Plot plot) {
    plots.add(plot);
    say("%s", plot.image());
  }

  List<Plot> plots() {
    return plots;
  }

  private void gap() {
    if (text.length() > 0) {
      text.append('\n');
    }
  }

  private void cells(Object... cells) {
    for (Object cell : cells) {
      text.append("| ").append(cell instanceof Double number ? written(number) : cell).append(' ');
    }
    text.append("|\n");
  }

  /** One digit after the point where the number is small. */
  private static String written(double number) {
    return String.format(Locale.ROOT, number < 100 ? "%.1f" : "%.0f", number);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
