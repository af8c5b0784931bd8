package dev.leadlog.proof;

import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.SeededLogs;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Measures processing and API requests with a growing log of the last 90 days. */
final class LogSizeBenchmark implements BenchmarkPart {

  private static final int[] SIZES = {1_000, 10_000, 100_000};
  private static final int LEADS = 500;
  private static final int REQUESTS = 30;
  private static final int WARM_UP = 20;
  private static final int PAGES = 10;
  private static final Duration AGE = Duration.ofDays(90);
  private static final String PROCESSED = "processed, leads a second";

  private final Instant end = Instant.now();
  private final SeededLogs seeded = new SeededLogs();
  private final ScalingResults growth = new ScalingResults();

  @Override
  public void measure(LeadPipeline leadPipeline, ReportSection section) {
    try (LambdaInstance api = leadPipeline.benchmarkEnvironment().start("Api");
        LambdaInstance webhook = leadPipeline.benchmarkEnvironment().start("Webhook");
        LambdaInstance processor = leadPipeline.benchmarkEnvironment().start("Processor")) {
      LeadPipeline.invoke(api, leadPipeline.events().file("api-save-page"));
      processed(leadPipeline, webhook, processor);
      List<String> pages = leadPipeline.ids(PAGES);
      int there = 0;
      for (int size : SIZES) {
        List<String> ids = leadPipeline.ids(size - there);
        fill(leadPipeline, ids, pages);
        there = size;
        growth.add(PROCESSED, size, processed(leadPipeline, webhook, processor));
        measureRequest(leadPipeline, api, size, ids.get(0), pages.get(0));
      }
    }
    growth.addTable(section, "lead logs in the last 90 days");
    section.addText("Looking: medians of %d in ms, warm, through API Gateway's event.", REQUESTS);
    section.addPlot(
        growth.draw(
            new Plot("log-latency", "Looking, as the log grows", "lead logs", "ms, median"),
            what -> !what.equals(PROCESSED)));
    section.addPlot(
        growth.draw(
            new Plot(
                "log-throughput", "Processing, as the log grows", "lead logs", "leads a second"),
            PROCESSED::equals));
  }

  private void measureRequest(
      LeadPipeline leadPipeline, LambdaInstance api, int size, String lead, String page) {
    String from = end.minus(AGE).toString();
    Map<String, String> looks = new LinkedHashMap<>();
    looks.put("the newest 50", leadPipeline.events().get("/api/lead-logs"));
    looks.put(
        "those of a page",
        leadPipeline.events().get("/api/lead-logs", "pageId=" + page + "&from=" + from));
    looks.put(
        "Error of 90 days",
        leadPipeline.events().get("/api/lead-logs", "status=Error&from=" + from));
    looks.put(
        "Error of a page, of 90 days",
        leadPipeline
            .events()
            .get("/api/lead-logs", "status=Error&pageId=" + page + "&from=" + from));
    looks.put("one lead log", leadPipeline.events().get("/api/lead-logs/" + lead));
    looks.put("statistics of 30 days", leadPipeline.events().get("/api/stats"));
    looks.put("statistics of 90 days", leadPipeline.events().get("/api/stats", "from=" + from));
    looks.forEach((what, event) -> growth.add(what, size, measureRequest(api, event)));
  }

  /** The median in milliseconds. */
  private static double measureRequest(LambdaInstance api, String event) {
    for (int i = 0; i < WARM_UP; i++) {
      LeadPipeline.invoke(api, event);
    }
    Timings figures = new Timings();
    for (int i = 0; i < REQUESTS; i++) {
      figures.measure(() -> LeadPipeline.invoke(api, event));
    }
    return figures.median();
  }

  /** Leads a second. */
  private static double processed(
      LeadPipeline leadPipeline, LambdaInstance webhook, LambdaInstance processor) {
    List<String> leads = leadPipeline.benchmarkEnvironment().leads(LEADS);
    LeadPipeline.invoke(webhook, leadPipeline.events().announcing(leads));
    Duration spent = leadPipeline.drainQueue("LeadQueue", processor).onLeads();
    leadPipeline.assertDelivered(leads);
    return LEADS / Timings.seconds(spent);
  }

  /** Writes logs and counters directly to the tables, because the product would take hours. */
  private void fill(LeadPipeline leadPipeline, List<String> ids, List<String> pages) {
    leadPipeline.write(
        "LeadLogs",
        IntStream.range(0, ids.size())
            .mapToObj(place -> item(ids.get(place), pages, place, ids.size()))
            .toList());
    leadPipeline.write("Bookkeeping", seeded.counters());
  }

  private Map<String, AttributeValue> item(String id, List<String> pages, int place, int of) {
    PageId page = new PageId(pages.get(place % PAGES));
    Instant created = end.minus(AGE.multipliedBy(place).dividedBy(of));
    return seeded.add(new LeadgenId(id), page, new FormId(page.text()), created, place % 47 == 7);
  }
}
