package dev.leadlog.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The results of one part of the benchmark, as Markdown. */
final class ReportSection {

  private final StringBuilder text = new StringBuilder();
  private final List<Plot> plots = new ArrayList<>();

  /** Starts a table. */
  void header(String... columns) {
    gap();
    cells((Object[]) columns);
    text.append("|---".repeat(columns.length)).append("|\n");
  }

  /** Adds a row to the table. */
  void row(Object... cells) {
    cells(cells);
  }

  void addText(String sentence, Object... figures) {
    gap();
    text.append(String.format(Locale.ROOT, sentence, figures)).append('\n');
  }

  void addPlot(Plot plot) {
    plots.add(plot);
    addText("%s", plot.image());
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

  /** Small numbers get one decimal. */
  private static String written(double number) {
    return String.format(Locale.ROOT, number < 100 ? "%.1f" : "%.0f", number);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
