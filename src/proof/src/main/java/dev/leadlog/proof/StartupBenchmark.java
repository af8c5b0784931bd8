package dev.leadlog.proof;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Measures the time from a new process to its first response, with all files in the system's cache,
 * and the response time of a warm function. The poller runs a sweep while nothing is due.
 */
final class StartupBenchmark implements BenchmarkPart {

  private static final int STARTS = 7;
  private static final int WARM_UP = 300;
  private static final int WARM = 200;

  @Override
  public void measure(LeadPipeline leadPipeline, ReportSection section) {
    section.header(
        "start",
        "until it asks for an event, ms",
        "until its first answer, ms",
        "processor time until then, ms",
        "peak memory, MB",
        "warm: median, ms",
        "99th percentile, ms");
    Events events = leadPipeline.events();
    measure("Poller", () -> events.file("poller-sweep"), leadPipeline, section);
    measure("Webhook", () -> events.announcing(leadPipeline.ids(1)), leadPipeline, section);
    measure("Api", () -> events.file("api-lead-logs"), leadPipeline, section);
    measure("Processor", messages(leadPipeline), leadPipeline, section);
  }

  /** Events of one lead each, which is in the log and can be read at Meta. */
  private static Supplier<String> messages(LeadPipeline leadPipeline) {
    try (LambdaInstance webhook = leadPipeline.benchmarkEnvironment().start("Webhook")) {
      leadPipeline.drain();
      List<String> leads = leadPipeline.benchmarkEnvironment().leads(STARTS + WARM_UP + WARM);
      LeadPipeline.invoke(webhook, leadPipeline.events().announcing(leads));
    }
    List<Message> messages = leadPipeline.takeAll("LeadQueue");
    return () -> leadPipeline.events().batch(List.of(messages.remove(0)));
  }

  private static void measure(
      String name, Supplier<String> event, LeadPipeline leadPipeline, ReportSection section) {
    Timings init = new Timings();
    Timings first = new Timings();
    Timings computed = new Timings();
    Timings warm = new Timings();
    long memory = 0;
    for (int i = 1; i <= STARTS; i++) {
      String firstEvent = event.get();
      long before = System.nanoTime();
      try (LambdaInstance function = leadPipeline.benchmarkEnvironment().start(name)) {
        LeadPipeline.invoke(function, firstEvent);
        first.add(Duration.ofNanos(System.nanoTime() - before));
        computed.add(function.cpuTime());
        init.add(function.init());
        memory = Math.max(memory, function.peakMemory());
        if (i == STARTS) {
          warm = warm(function, event);
        }
      }
    }
    section.row(
        name + ", " + leadPipeline.benchmarkEnvironment().code(name),
        init.median(),
        first.median(),
        computed.median(),
        memory >> 20,
        warm.median(),
        warm.percentile(99));
  }

  private static Timings warm(LambdaInstance function, Supplier<String> event) {
    Timings warm = new Timings();
    for (int i = 0; i < WARM_UP; i++) {
      LeadPipeline.invoke(function, event.get());
    }
    for (int i = 0; i < WARM; i++) {
      String next = event.get();
      warm.measure(() -> LeadPipeline.invoke(function, next));
    }
    return warm;
  }
}
