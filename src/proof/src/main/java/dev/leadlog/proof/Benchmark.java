package dev.leadlog.proof;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Measures the deployed packages, each as Lambda runs it, against DynamoDB Local and the SQS
 * server, and writes the results to {@code docs/benchmarks.md}. The times include the Runtime API,
 * but no network and no real stores.
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
   * @param names the parts to run; all if empty
   */
  public static void main(String[] names) {
    List<String> wanted = names.length == 0 ? List.copyOf(PARTS.keySet()) : List.of(names);
    wanted.stream()
        .filter(name -> !PARTS.containsKey(name))
        .forEach(
            name -> {
              System.err.println(
                  name + " is not a part of the benchmark; the parts are " + PARTS.keySet());
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
