package dev.leadlog.proof;

import dev.leadlog.stats.SeededCounts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Measures the statistics of days with all kinds of leads in each quarter of an hour, with a small
 * heap.
 */
final class StatisticsBenchmark implements BenchmarkPart {

  private static final int DAYS = 400;
  private static final int QUARTERS_A_DAY = 96;
  private static final List<String> PLATFORMS = List.of("Facebook", "Instagram");
  private static final int REQUESTS = 5;

  @Override
  public void measure(LeadPipeline leadPipeline, ReportSection section) {
    Instant end = Instant.now().truncatedTo(ChronoUnit.DAYS);
    for (int day = 1; day <= DAYS; day++) {
      fill(leadPipeline, end.minus(Duration.ofDays(day)));
    }
    String event =
        leadPipeline
            .events()
            .get("/api/stats", "from=" + end.minus(Duration.ofDays(DAYS)) + "&to=" + end);
    try (LambdaInstance api =
        leadPipeline.benchmarkEnvironment().startWithLongTimeouts("Api", "256m")) {
      Timings figures = new Timings();
      for (int look = 0; look < REQUESTS; look++) {
        figures.measure(() -> LeadPipeline.invoke(api, event));
      }
      section.addText(
          "Statistics of %d of the busiest days, with a lead of every status, source and platform"
              + " in each quarter of an hour, with `-Xmx256m`: %.0f ms, median of %d; peak memory"
              + " %d MB. The function waits longer for DynamoDB Local than for DynamoDB.",
          DAYS, figures.median(), REQUESTS, api.peakMemory() >> 20);
    }
  }

  private static void fill(LeadPipeline leadPipeline, Instant day) {
    SeededCounts counts = new SeededCounts();
    for (int quarter = 0; quarter < QUARTERS_A_DAY; quarter++) {
      counts.addOneOfEach(day.plus(Duration.ofMinutes(15L * quarter)), PLATFORMS);
    }
    leadPipeline.write("Bookkeeping", counts.items());
  }
}
