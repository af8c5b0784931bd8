package dev.leadlog.proof;

import dev.leadlog.simulatedchat.SimulatedSlack;
import dev.leadlog.simulatedmeta.MetaRequest;
import dev.leadlog.simulatedmeta.MetaResponse;
import dev.leadlog.simulatedmeta.SimulatedMetaServer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures the time from the webhook to the notice in Slack, lead by lead with warm functions, with
 * and without the time of the requests to Meta.
 */
final class NoticeBenchmark implements BenchmarkPart {

  private static final int WARM_UP = 60;
  private static final int LEADS = 100;

  /** A channel accepts one message per second, so the leads are spread over channels. */
  private static final int CHANNELS = 40;

  private volatile long noticeAt;

  @Override
  public void measure(LeadPipeline pipeline, ReportSection section) {
    SimulatedSlack slack = new SimulatedSlack(Clock.systemUTC());
    BenchmarkEnvironment environment = pipeline.benchmarkEnvironment();
    List<String> forms = pipeline.ids(CHANNELS);
    try (SimulatedMetaServer server =
            SimulatedMetaServer.start(call -> handleAndNoteTime(slack, call));
        LambdaInstance webhook = environment.start("Webhook");
        LambdaInstance processor =
            environment.start(
                "Processor",
                Map.of(
                    "LEADLOG_LOCAL", "true",
                    "LEADLOG_DESTINATIONS_ALLOW_PRIVATE", "true",
                    "LEADLOG_NOTICE_PER_MINUTE", "1000000",
                    "LEADLOG_CONSOLE_URL", "https://leads.example.com/console"))) {
      pipeline.configureNotices(
          BenchmarkEnvironment.PAGE, forms, server.url() + "/services/T0/B0/");
      List<Long> whole = new ArrayList<>();
      List<Long> beside = new ArrayList<>();
      for (int i = 0; i < WARM_UP + LEADS; i++) {
        long readBefore = environment.metaNanos();
        long took = one(pipeline, forms.get(i % CHANNELS), webhook, processor);
        if (i >= WARM_UP) {
          whole.add(took);
          beside.add(took - (environment.metaNanos() - readBefore));
        }
      }
      section.addText(
          "From the webhook to the notice in Slack, %d leads one after the other, both functions"
              + " warm: median %.0f ms, 95 %% %.0f ms. Without the reading at Meta: median %.0f ms,"
              + " 95 %% %.0f ms.",
          LEADS, millis(whole, 50), millis(whole, 95), millis(beside, 50), millis(beside, 95));
    }
  }

  private long one(
      LeadPipeline pipeline, String form, LambdaInstance webhook, LambdaInstance processor) {
    List<String> lead = pipeline.benchmarkEnvironment().leads(BenchmarkEnvironment.PAGE, form, 1);
    noticeAt = 0;
    long begin = System.nanoTime();
    LeadPipeline.invoke(
        webhook, pipeline.events().announcing(BenchmarkEnvironment.PAGE, form, lead));
    pipeline.drainQueue("LeadQueue", processor);
    if (noticeAt == 0) {
      throw new IllegalStateException(
          "no notice came; see " + pipeline.benchmarkEnvironment().log());
    }
    return noticeAt - begin;
  }

  private MetaResponse handleAndNoteTime(SimulatedSlack slack, MetaRequest call) {
    MetaResponse response = slack.handle(call);
    if (response.status() == 200) {
      noticeAt = System.nanoTime();
    }
    return response;
  }

  private static double millis(List<Long> nanos, int percent) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return sorted.get((sorted.size() - 1) * percent / 100) / 1e6;
  }
}
