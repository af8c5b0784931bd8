package dev.leadlog.proof;

import java.time.Duration;

/**
 * Measures starts and acknowledgements of the webhook with its stores on this machine (near), and
 * behind TLS with 2 ms latency each way (far), which is about the latency in an AWS region.
 */
final class LatencyBenchmark implements BenchmarkPart {

  private static final Duration ONE_WAY = Duration.ofMillis(2);
  private static final int STARTS = 9;
  private static final int WARM_UP = 300;
  private static final int WARM = 300;

  @Override
  public void measure(LeadPipeline leadPipeline, ReportSection section) {
    section.header(
        "Webhook, stores",
        "until it asks for an event, ms",
        "until its first answer, ms",
        "that answer alone, ms",
        "warm: median, ms",
        "99th percentile, ms");
    measure("near", leadPipeline, section, null);
    try (LatencyProxy latencyProxy =
        new LatencyProxy(ONE_WAY, leadPipeline.benchmarkEnvironment().work())) {
      measure(
          "far",
          leadPipeline,
          section,
          leadPipeline.benchmarkEnvironment().distantStores(latencyProxy));
    }
    leadPipeline.drain();
  }

  private static void measure(
      String where,
      LeadPipeline leadPipeline,
      ReportSection section,
      BenchmarkEnvironment.DistantStores far) {
    Timings init = new Timings();
    Timings first = new Timings();
    Timings firstAlone = new Timings();
    Timings warm = new Timings();
    for (int i = 1; i <= STARTS; i++) {
      String event = leadPipeline.events().announcing(leadPipeline.ids(1));
      long before = System.nanoTime();
      try (LambdaInstance function = start(leadPipeline, far)) {
        firstAlone.measure(() -> LeadPipeline.invoke(function, event));
        first.add(Duration.ofNanos(System.nanoTime() - before));
        init.add(function.init());
        if (i == STARTS) {
          acknowledge(leadPipeline, function, WARM_UP, new Timings());
          acknowledge(leadPipeline, function, WARM, warm);
        }
      }
    }
    section.row(
        where,
        init.median(),
        first.median(),
        firstAlone.median(),
        warm.median(),
        warm.percentile(99));
  }

  private static LambdaInstance start(
      LeadPipeline leadPipeline, BenchmarkEnvironment.DistantStores far) {
    return far == null
        ? leadPipeline.benchmarkEnvironment().start("Webhook")
        : leadPipeline.benchmarkEnvironment().start("Webhook", far);
  }

  private static void acknowledge(
      LeadPipeline leadPipeline, LambdaInstance function, int times, Timings figures) {
    for (int i = 0; i < times; i++) {
      String event = leadPipeline.events().announcing(leadPipeline.ids(1));
      figures.measure(() -> LeadPipeline.invoke(function, event));
    }
  }
}
