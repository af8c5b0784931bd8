package dev.leadlog.proof;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What was measured at each size of something that grows. */
final class ScalingResults {

  private final Map<String, Map<Integer, Double>> figures = new LinkedHashMap<>();

  void add(String what, int size, double figure) {
    figures.computeIfAbsent(what, w -> new TreeMap<>()).put(size, figure);
  }

  /** As a table: a column a size, a row for each thing that was measured. */
  void tell(ReportSection section, String title) {
    Stream<String> sizes =
        figures.values().iterator().next().keySet().stream().map("%,d"::formatted);
    section.header(Stream.concat(Stream.of(title), sizes).toArray(String[]::new));
    figures.forEach(
        (what, row) ->
            section.row(Stream.concat(Stream.of(what), row.values().stream()).toArray()));
  }

  /** Draws a line for some of what was measured. */
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
