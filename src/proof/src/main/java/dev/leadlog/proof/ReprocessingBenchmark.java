package dev.leadlog.proof;

import dev.leadlog.proof.LeadPipeline.Spent;
import java.util.List;

/**
 * Measures one instance of the processor with leads whose page was not configured: a job puts them
 * back to Pending, and they are delivered with their stored payloads.
 */
final class ReprocessingBenchmark implements BenchmarkPart {

  private static final int LEADS = 1_000;

  @Override
  public void measure(LeadPipeline leadPipeline, ReportSection section) {
    String page = leadPipeline.ids(1).get(0);
    String form = leadPipeline.ids(1).get(0);
    List<String> leads = leadPipeline.benchmarkEnvironment().leads(page, form, LEADS);
    Events events = leadPipeline.events();
    try (LambdaInstance api = leadPipeline.benchmarkEnvironment().start("Api");
        LambdaInstance webhook = leadPipeline.benchmarkEnvironment().start("Webhook");
        LambdaInstance processor = leadPipeline.benchmarkEnvironment().start("Processor")) {
      LeadPipeline.invoke(webhook, events.announcing(page, form, leads));
      leadPipeline.drainQueue("LeadQueue", processor);
      LeadPipeline.invoke(api, events.savePage(page, List.of(form)));
      LeadPipeline.invoke(
          api, events.post("/api/lead-logs/process", "{\"filter\":{\"pageId\":\"" + page + "\"}}"));
      Spent ofTheJob = leadPipeline.drainQueue("JobQueue", processor);
      Spent spent = leadPipeline.drainQueue("BacklogQueue", processor);
      leadPipeline.assertDelivered(leads);
      section.header("reprocessing %,d leads, one instance".formatted(LEADS), "leads a second");
      section.row("put back by the job", LEADS / Timings.seconds(ofTheJob.onJobs()));
      section.row(
          "then delivered from their stored payloads, in batches of ten",
          LEADS / Timings.seconds(spent.onLeads()));
    }
  }
}
