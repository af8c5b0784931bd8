package dev.leadlog.proof;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Measures the acknowledgement: first one lead, alternating with its two writes so that all have
 * the same conditions; then more leads in a POST, as Meta sends them after an outage.
 */
final class AcknowledgementBenchmark implements BenchmarkPart {

  private static final int WARM_UP = 500;

  /** Several leads are written by PartiQL statements instead of PutItem. */
  private static final int LARGE_WARM_UP = 15;

  private static final int SINGLE_LEADS = 1_000;

  /** The number of POSTs by the number of leads in each. */
  private static final Map<Integer, Integer> POSTS_BY_SIZE =
      new TreeMap<>(Map.of(10, 300, 100, 100, 1_000, 30));

  @Override
  public void measure(LeadPipeline leadPipeline, ReportSection section) {
    section.header("warm, ms", "median", "99th percentile", "runs");
    Plot plot = new Plot("acknowledging", "A POST, acknowledged", "leads in it", "ms");
    try (LambdaInstance webhook = leadPipeline.benchmarkEnvironment().start("Webhook")) {
      singleLeads(leadPipeline, webhook, WARM_UP, new Timings(), new Timings());
      Timings put = new Timings();
      Timings send = new Timings();
      Timings ack = singleLeads(leadPipeline, webhook, SINGLE_LEADS, put, send);
      add(section, plot, 1, ack);
      section.row(put.row("PutItem of a lead log alone"));
      section.row(send.row("SendMessage of a lead alone"));
      manyLeads(leadPipeline, webhook, 1_000, LARGE_WARM_UP);
      POSTS_BY_SIZE.forEach(
          (leads, posts) ->
              add(section, plot, leads, manyLeads(leadPipeline, webhook, leads, posts)));
      section.addText(
          "One lead and its two writes are measured in turns: the acknowledgement takes %.1f ms more than the"
              + " slower of the two.",
          ack.median() - Math.max(put.median(), send.median()));
    }
    section.addPlot(plot);
    leadPipeline.drain();
  }

  private static void add(ReportSection section, Plot plot, int leads, Timings figures) {
    section.row(
        figures.row(
            "POST of %,d %s, acknowledged".formatted(leads, leads == 1 ? "lead" : "leads")));
    plot.add("median", leads, figures.median());
    plot.add("99th percentile", leads, figures.percentile(99));
  }

  private static Timings singleLeads(
      LeadPipeline leadPipeline, LambdaInstance webhook, int times, Timings put, Timings send) {
    Timings ack = new Timings();
    for (int i = 0; i < times; i++) {
      String event = leadPipeline.events().announcing(leadPipeline.ids(1));
      ack.measure(() -> LeadPipeline.invoke(webhook, event));
      put.measure(() -> put(leadPipeline));
      send.measure(() -> send(leadPipeline));
    }
    return ack;
  }

  private static Timings manyLeads(
      LeadPipeline leadPipeline, LambdaInstance webhook, int leads, int posts) {
    Timings ack = new Timings();
    for (int i = 0; i < posts; i++) {
      String event = leadPipeline.events().announcing(leadPipeline.ids(leads));
      ack.measure(() -> LeadPipeline.invoke(webhook, event));
    }
    return ack;
  }

  /** Writes a lead log like the webhook, with all index keys. */
  private static void put(LeadPipeline leadPipeline) {
    String id = leadPipeline.ids(1).get(0);
    String now = "2026-11-24T08:49:14.123Z";
    Map<String, AttributeValue> item =
        Map.ofEntries(
            Map.entry("leadgenId", AttributeValue.fromS(id)),
            Map.entry("pageId", AttributeValue.fromS(BenchmarkEnvironment.PAGE)),
            Map.entry("formId", AttributeValue.fromS(BenchmarkEnvironment.FORM)),
            Map.entry("receivedTime", AttributeValue.fromS(now)),
            Map.entry("createdTime", AttributeValue.fromS(now)),
            Map.entry("source", AttributeValue.fromS("Webhook")),
            Map.entry("status", AttributeValue.fromS("Measured")),
            Map.entry("rawPayload", AttributeValue.fromS("x".repeat(260))),
            Map.entry("receivedKey", AttributeValue.fromS(now + "#" + id)),
            Map.entry("receivedShard", AttributeValue.fromS("2026-11#0")),
            Map.entry("statusShard", AttributeValue.fromS("Measured#2026-11#0")),
            Map.entry("pageShard", AttributeValue.fromS("1#2026-11#0")),
            Map.entry("dueShard", AttributeValue.fromS("pending#0")),
            Map.entry("dueAt", AttributeValue.fromS("2999-11-24T08:49:14.123Z")));
    leadPipeline
        .dynamodb()
        .putItem(
            r ->
                r.tableName("LeadLogs")
                    .item(item)
                    .conditionExpression("attribute_not_exists(leadgenId)"));
  }

  private static void send(LeadPipeline leadPipeline) {
    String body =
        "{\"leadgenId\":\"%s\",\"pad\":\"%s\"}"
            .formatted(leadPipeline.ids(1).get(0), "x".repeat(300));
    leadPipeline
        .sqs()
        .sendMessage(
            r ->
                r.queueUrl(leadPipeline.benchmarkEnvironment().queueUrl("BacklogQueue"))
                    .messageBody(body));
  }
}
