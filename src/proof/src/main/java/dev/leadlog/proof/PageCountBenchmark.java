package dev.leadlog.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Measures the processor's throughput with a growing number of pages, and of forms of one page. */
final class PageCountBenchmark implements BenchmarkPart {

  private static final int LEADS = 1_000;
  private static final int[] SIZES = {10, 100, 1_000};

  /** A form of a page. */
  private record Form(String page, String id) {}

  @Override
  public void measure(LeadPipeline leadPipeline, ReportSection section) {
    ScalingResults growth = new ScalingResults();
    try (LambdaInstance webhook = leadPipeline.benchmarkEnvironment().start("Webhook");
        LambdaInstance processor = leadPipeline.benchmarkEnvironment().start("Processor")) {
      run(leadPipeline, webhook, processor, pages(leadPipeline, SIZES[0]));
      for (int size : SIZES) {
        growth.add("pages", size, run(leadPipeline, webhook, processor, pages(leadPipeline, size)));
        growth.add(
            "forms of one page",
            size,
            run(leadPipeline, webhook, processor, forms(leadPipeline, size)));
      }
    }
    growth.addTable(section, "leads a second, one instance");
    section.addText(
        "Each page has a form. Each run is %,d leads in random order; an instance reads a page's"
            + " configuration every half minute.",
        LEADS);
    section.addPlot(
        growth.draw(
            new Plot("pages", "Processing, as pages and forms grow", "how many", "leads a second"),
            what -> true));
  }

  private static List<Form> pages(LeadPipeline leadPipeline, int size) {
    List<Form> all = new ArrayList<>();
    for (String page : leadPipeline.ids(size)) {
      all.add(new Form(page, page));
      leadPipeline.configure(page, List.of(page));
    }
    return all;
  }

  private static List<Form> forms(LeadPipeline leadPipeline, int size) {
    String page = leadPipeline.ids(1).get(0);
    List<String> forms = leadPipeline.ids(size);
    leadPipeline.configure(page, forms);
    return forms.stream().map(form -> new Form(page, form)).toList();
  }

  /** Leads a second. */
  private static double run(
      LeadPipeline leadPipeline,
      LambdaInstance webhook,
      LambdaInstance processor,
      List<Form> forms) {
    List<String> events = new ArrayList<>();
    List<String> leads = new ArrayList<>();
    for (Form form : forms) {
      List<String> some =
          leadPipeline.benchmarkEnvironment().leads(form.page(), form.id(), LEADS / forms.size());
      leads.addAll(some);
      some.forEach(
          lead ->
              events.add(leadPipeline.events().announcing(form.page(), form.id(), List.of(lead))));
    }
    Collections.shuffle(events, new Random(1));
    events.forEach(event -> LeadPipeline.invoke(webhook, event));
    Duration spent = leadPipeline.drainQueue("LeadQueue", processor).onLeads();
    leadPipeline.assertDelivered(leads);
    return leads.size() / Timings.seconds(spent);
  }
}
