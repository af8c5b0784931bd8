package dev.leadlog.proof;

import dev.leadlog.proof.LeadPipeline.Spent;
import java.time.Duration;
import java.util.List;

/**
 * Measures starts and acknowledgements of the webhook, the speed of the processor, and a list of
 * the API with their stores on this machine (near), and behind TLS with 2 ms latency each way
 * (far), which is about the latency in an AWS region.
 */
final class LatencyBenchmark implements BenchmarkPart {

  private static final Duration ONE_WAY = Duration.ofMillis(2);
  private static final int STARTS = 9;
  private static final int WARM_UP = 300;
  private static final int WARM = 300;
  private static final int LEADS = 600;
  private static final int LISTS = 60;

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
    try (LatencyProxy latencyProxy =
        new LatencyProxy(ONE_WAY, leadPipeline.benchmarkEnvironment().work())) {
      BenchmarkEnvironment.DistantStores far =
          leadPipeline.benchmarkEnvironment().distantStores(latencyProxy);
      section.addText(
          "One processor instance: %.0f leads a second near, %.0f far. The newest 50 of the log: %.1f ms"
              + " near, %.1f ms far.",
          processed(leadPipeline, null),
          processed(leadPipeline, far),
          listed(leadPipeline, null),
          listed(leadPipeline, far));
    }
  }

  /** Returns the leads a second of a warm processor. */
  private static double processed(
      LeadPipeline leadPipeline, BenchmarkEnvironment.DistantStores far) {
    try (LambdaInstance api = leadPipeline.benchmarkEnvironment().start("Api");
        LambdaInstance webhook = leadPipeline.benchmarkEnvironment().start("Webhook");
        LambdaInstance processor = start("Processor", leadPipeline, far)) {
      LeadPipeline.invoke(api, leadPipeline.events().file("api-save-page"));
      for (int round = 0; ; round++) {
        List<String> leads = leadPipeline.benchmarkEnvironment().leads(LEADS);
        LeadPipeline.invoke(webhook, leadPipeline.events().announcing(leads));
        Spent spent = leadPipeline.drainQueue("LeadQueue", processor);
        if (round > 0) {
          return LEADS / Timings.seconds(spent.onLeads());
        }
      }
    }
  }

  /** Returns the median of a warm API for the newest leads. */
  private static double listed(LeadPipeline leadPipeline, BenchmarkEnvironment.DistantStores far) {
    String event = leadPipeline.events().get("/api/lead-logs", "limit=50");
    Timings figures = new Timings();
    try (LambdaInstance api = start("Api", leadPipeline, far)) {
      for (int i = 0; i < 2 * LISTS; i++) {
        Timings into = i < LISTS ? new Timings() : figures;
        into.measure(() -> LeadPipeline.invoke(api, event));
      }
    }
    return figures.median();
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
      try (LambdaInstance function = start("Webhook", leadPipeline, far)) {
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
      String function, LeadPipeline leadPipeline, BenchmarkEnvironment.DistantStores far) {
    return far == null
        ? leadPipeline.benchmarkEnvironment().start(function)
        : leadPipeline.benchmarkEnvironment().start(function, far);
  }

  private static void acknowledge(
      LeadPipeline leadPipeline, LambdaInstance function, int times, Timings figures) {
    for (int i = 0; i < times; i++) {
      String event = leadPipeline.events().announcing(leadPipeline.ids(1));
      figures.measure(() -> LeadPipeline.invoke(function, event));
    }
  }
}
