package dev.leadlog.proof;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures the capacity units and requests of a lead from the webhook to the leads table, as
 * DynamoDB Local counts them, and the cost of a million leads.
 */
final class CostBenchmark implements BenchmarkPart {

  private static final int LEADS = 100;

  /**
   * Dollars for a million, on demand in us-east-1 (source: AWS, "Amazon DynamoDB pricing" and
   * "Amazon SQS pricing", November 2026).
   */
  private static final double WRITE_UNITS = 0.625;

  private static final double READ_UNITS = 0.125;
  private static final double SQS_REQUESTS = 0.40;

  @Override
  public void measure(LeadPipeline leadPipeline, ReportSection section) {
    section.header(
        "100 leads on their way",
        "write units a lead",
        "read units",
        "SQS requests",
        "connections",
        "$ for a million");
    measure(leadPipeline, section, "alone, one after the other", 1);
    measure(leadPipeline, section, "in batches of ten", 10);
    section.addText(
        "Units of every request to DynamoDB, with their indexes, as DynamoDB Local counts them: in a transaction it"
            + " doubles the indexes' part too, of which AWS says nothing. SQS: a lead is sent, and Lambda receives"
            + " and deletes a batch with a request each. Connections: those to both stores, which in AWS begin with a"
            + " TLS handshake each.");
  }

  private static void measure(
      LeadPipeline leadPipeline, ReportSection section, String what, int batch) {
    try (UsageMeter meter = leadPipeline.benchmarkEnvironment().meter();
        LambdaInstance api = leadPipeline.benchmarkEnvironment().start("Api");
        LambdaInstance webhook = leadPipeline.benchmarkEnvironment().start("Webhook", meter);
        LambdaInstance processor = leadPipeline.benchmarkEnvironment().start("Processor", meter)) {
      LeadPipeline.invoke(api, leadPipeline.events().file("api-save-page"));
      run(leadPipeline, webhook, processor, batch, batch);
      meter.forget();
      run(leadPipeline, webhook, processor, batch, LEADS);
      Map<String, Double> writes = new TreeMap<>(meter.writes());
      double written = writes.values().stream().mapToDouble(w -> w).sum() / LEADS;
      double read = meter.reads() / LEADS;
      double asked = (meter.sqsRequests() + 2.0 * LEADS / batch) / LEADS;
      section.row(
          what + ": " + each(writes),
          written,
          read,
          asked,
          meter.connections(),
          written * WRITE_UNITS + read * READ_UNITS + asked * SQS_REQUESTS);
    }
  }

  private static String each(Map<String, Double> writes) {
    return String.join(
        ", ",
        writes.entrySet().stream()
            .map(entry -> "%s %.1f".formatted(entry.getKey(), entry.getValue() / LEADS))
            .toList());
  }

  private static void run(
      LeadPipeline leadPipeline,
      LambdaInstance webhook,
      LambdaInstance processor,
      int batch,
      int leads) {
    for (int done = 0; done < leads; done += batch) {
      List<String> some = leadPipeline.benchmarkEnvironment().leads(batch);
      some.forEach(
          lead -> LeadPipeline.invoke(webhook, leadPipeline.events().announcing(List.of(lead))));
      leadPipeline.drainQueue("LeadQueue", processor);
      leadPipeline.assertDelivered(some);
    }
  }
}
