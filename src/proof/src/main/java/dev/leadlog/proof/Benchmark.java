package dev.leadlog.proof;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Measures the packages that are deployed, each as Lambda runs it, against DynamoDB Local and the
 * SQS server, and writes what it found into {@code docs/benchmarks.md}. Times hold the way through
 * the Runtime API; networks and the real stores are not in them.
 */
final class Benchmark {

  private static final Map<String, Supplier<Part>> PARTS = new LinkedHashMap<>();

  static {
    PARTS.put("starts", Starts::new);
    PARTS.put("acknowledging", Acknowledging::new);
    PARTS.put("distance", Distant::new);
    PARTS.put("processing", Processing::new);
    PARTS.put("costs", Costs::new);
    PARTS.put("reprocessing", Reprocessing::new);
    PARTS.put("mapping", MappingAlone::new);
    PARTS.put("pages", GrowingPages::new);
    PARTS.put("logs", GrowingLog::new);
    PARTS.put("statistics", BusyStatistics::new);
    PARTS.put("importing", Importing::new);
  }

  /**
   * @param names any of those parts; none for all
   */
  public static void main(String[] names) {
    List<String> wanted = names.length == 0 ? List.copyOf(PARTS.keySet()) : List.of(names);
    wanted.stream()
        .filter(name -> !PARTS.containsKey(name))
        .forEach(
            name -> {
              System.err.println(name + " is no part of the benchmark; they are " + PARTS.keySet());
              System.exit(2);
            });
    Path home = Path.of(System.getProperty("proof.home"));
    Report report = new Report(home.resolve("docs"));
    for (String name : wanted) {
      double load = Report.load();
      Section section = new Section();
      try (Track track = new Track(home)) {
        PARTS.get(name).get().measure(track, section);
      }
      report.write(name, load, section);
    }
    System.exit(0);
  }

  private Benchmark() {}
}
