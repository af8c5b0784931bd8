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

  private static final Map<String, Supplier<BenchmarkPart>> PARTS = new LinkedHashMap<>();

  static {
    PARTS.put("starts", StartupBenchmark::new);
    PARTS.put("acknowledging", AcknowledgementBenchmark::new);
    PARTS.put("distance", LatencyBenchmark::new);
    PARTS.put("processing", ProcessingBenchmark::new);
    PARTS.put("notices", NoticeBenchmark::new);
    PARTS.put("costs", CostBenchmark::new);
    PARTS.put("reprocessing", ReprocessingBenchmark::new);
    PARTS.put("mapping", MappingBenchmark::new);
    PARTS.put("pages", PageCountBenchmark::new);
    PARTS.put("logs", LogSizeBenchmark::new);
    PARTS.put("statistics", StatisticsBenchmark::new);
    PARTS.put("importing", ImportBenchmark::new);
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
    BenchmarkReport report = new BenchmarkReport(home.resolve("docs"));
    for (String name : wanted) {
      double load = BenchmarkReport.load();
      ReportSection section = new ReportSection();
      try (LeadPipeline leadPipeline = new LeadPipeline(home)) {
        PARTS.get(name).get().measure(leadPipeline, section);
        report.write(name, load, leadPipeline.benchmarkEnvironment().runtimes(), section);
      }
    }
    System.exit(0);
  }

  private Benchmark() {}
}
