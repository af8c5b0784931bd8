package dev.leadlog.proof;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Results by size of a growing quantity. */
final class ScalingResults {

  private final Map<String, Map<Integer, Double>> figures = new LinkedHashMap<>();

  void add(String what, int size, double figure) {
    figures.computeIfAbsent(what, w -> new TreeMap<>()).put(size, figure);
  }

  /** Adds a table with one column per size and one row per measurement. */
  void addTable(ReportSection section, String title) {
    Stream<String> sizes =
        figures.values().iterator().next().keySet().stream().map("%,d"::formatted);
    section.header(Stream.concat(Stream.of(title), sizes).toArray(String[]::new));
    figures.forEach(
        (what, row) ->
            section.row(Stream.concat(Stream.of(what), row.values().stream()).toArray()));
  }

  /** Adds a line to the plot for each selected measurement. */
  Plot draw(Plot plot, Predicate<String> which) {
    figures.forEach(
        (what, row) -> {
          if (which.test(what)) {
            row.forEach((size, figure) -> plot.add(what, size, figure));
          }
        });
    return plot;
  }
}
