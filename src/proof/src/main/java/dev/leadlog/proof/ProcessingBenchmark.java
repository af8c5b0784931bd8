package dev.leadlog.proof;

import dev.leadlog.proof.LeadPipeline.Spent;
import java.time.Duration;
import java.util.List;

/** Measures one instance of the processor, from the queue to the leads table. */
final class ProcessingBenchmark implements BenchmarkPart {

  private static final int LEADS = 1_000;

  @Override
  public void measure(LeadPipeline leadPipeline, ReportSection section) {
    List<String> leads = leadPipeline.benchmarkEnvironment().leads(LEADS);
    try (LambdaInstance api = leadPipeline.benchmarkEnvironment().start("Api");
        LambdaInstance webhook = leadPipeline.benchmarkEnvironment().start("Webhook");
        LambdaInstance processor = leadPipeline.benchmarkEnvironment().start("Processor")) {
      LeadPipeline.invoke(api, leadPipeline.events().file("api-save-page"));
      LeadPipeline.invoke(webhook, leadPipeline.events().announcing(leads));
      Duration before = processor.cpuTime();
      Spent spent = leadPipeline.drainQueue("LeadQueue", processor);
      Duration computed = processor.cpuTime().minus(before);
      leadPipeline.assertDelivered(leads);
      section.addText(
          "One processor instance: %d leads delivered, %.0f a second, %.0f ms a batch of %d, %.1f ms of processor"
              + " time a lead in the function, peak memory %d MB.",
          LEADS,
          LEADS / Timings.seconds(spent.onLeads()),
          spent.onLeads().toMillis() / (double) spent.batches(),
          Math.round(LEADS / (double) spent.batches()),
          computed.toMillis() / (double) LEADS,
          processor.peakMemory() >> 20);
    }
  }
}
