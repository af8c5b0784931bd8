package dev.leadlog.proof;

import dev.leadlog.emulators.RuntimeApi.Answer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Measures the packages that are deployed, each as Lambda runs it, against DynamoDB Local and the
 * SQS server, and prints Markdown tables. Times hold the way through the Runtime API; networks and
 * the real stores are not in them.
 */
final class Benchmark {

  private static final int WARM_UP = 500;
  private static final int ACKS = 1_000;
  private static final int LARGE_ACKS = 30;
  private static final int LARGE = 1_000;
  private static final int TO_PROCESS = 1_000;
  private static final int TO_IMPORT = 100_000;
  private static final int STARTS = 7;

  private final Stage stage;
  private final Events events;
  private long lastId = 200_000_000_000_000_000L + System.nanoTime() % 1_000_000_000_000L;

  private Benchmark(Path home) {
    this.stage = new Stage(home);
    this.events = new Events(home);
  }

  /**
   * @param parts any of {@code starts}, {@code acknowledging}, {@code processing}, {@code
   *     reprocessing}, {@code importing}, {@code mapping}; none for all
   */
  public static void main(String[] parts) {
    Benchmark benchmark = new Benchmark(Path.of(System.getProperty("proof.home")));
    Map<String, Runnable> all = new LinkedHashMap<>();
    all.put("starts", benchmark::starts);
    all.put("acknowledging", benchmark::acknowledging);
    all.put("processing", benchmark::processing);
    all.put("reprocessing", benchmark::reprocessing);
    all.put("importing", benchmark::importing);
    all.put("mapping", MappingBenchmark::run);
    try (benchmark.stage) {
      all.forEach(
          (name, part) -> {
            if (parts.length == 0 || List.of(parts).contains(name)) {
              part.run();
            }
          });
    }
    System.exit(0);
  }

  /** Cold: a new process each time, all of its files in the system's cache. */
  private void starts() {
    System.out.println(
        "| start | until it asks for an event, ms | until its first answer, ms | peak memory, MB |");
    System.out.println("|---|---|---|---|");
    starts("Webhook", () -> events.announcing(ids(1)));
    starts("Api", () -> events.file("api-lead-logs"));
    starts("Processor", () -> events.file("processor-messages"));
    starts("Poller", () -> events.file("poller-sweep"));
    System.out.println();
  }

  private void starts(String name, Supplier<String> event) {
    Figures init = new Figures();
    Figures answer = new Figures();
    long memory = 0;
    for (int i = 0; i < STARTS; i++) {
      long before = System.nanoTime();
      try (Function function = stage.start(name)) {
        invoke(function, event.get());
        answer.add(Duration.ofNanos(System.nanoTime() - before));
        init.add(function.init());
        memory = Math.max(memory, function.peakMemory());
      }
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %.0f | %.0f | %d |%n",
        name + ", " + stage.code(name),
        init.median(),
        answer.median(),
        memory >> 20);
  }

  /**
   * One lead in turns with the two writes that it consists of, so that all see the same machine.
   */
  private void acknowledging() {
    Figures ack = new Figures();
    Figures put = new Figures();
    Figures send = new Figures();
    Figures large = new Figures();
    try (Function webhook = stage.start("Webhook");
        DynamoDbClient dynamodb = stage.dynamodb();
        SqsClient sqs = stage.sqs()) {
      for (int i = 0; i < WARM_UP + ACKS; i++) {
        if (i == WARM_UP) {
          ack = new Figures();
          put = new Figures();
          send = new Figures();
        }
        String event = events.announcing(ids(1));
        ack.measure(() -> invoke(webhook, event));
        put.measure(() -> put(dynamodb));
        send.measure(() -> send(sqs));
      }
      for (int i = 0; i < 3 + LARGE_ACKS; i++) {
        if (i == 3) {
          large = new Figures();
        }
        String event = events.announcing(ids(LARGE));
        large.measure(() -> invoke(webhook, event));
      }
      drain(sqs);
    }
    System.out.println("| warm, ms | median | 99th percentile | runs |");
    System.out.println("|---|---|---|---|");
    System.out.println(ack.row("POST of 1 lead, acknowledged"));
    System.out.println(put.row("PutItem of a lead log alone"));
    System.out.println(send.row("SendMessage of a lead alone"));
    System.out.println(large.row("POST of 1,000 leads, acknowledged"));
    System.out.printf(
        Locale.ROOT,
        "%nThe acknowledgement of one lead takes %.1f ms more than the slower of its two writes.%n%n",
        ack.median() - Math.max(put.median(), send.median()));
  }

  /** One instance of the processor, batch after batch, from the webhook to the leads table. */
  private void processing() {
    List<String> leads = stage.leads(TO_PROCESS);
    try (Function api = stage.start("Api");
        Function webhook = stage.start("Webhook");
        Function processor = stage.start("Processor");
        SqsClient sqs = stage.sqs();
        DynamoDbClient dynamodb = stage.dynamodb()) {
      invoke(api, events.file("api-save-page"));
      invoke(webhook, events.announcing(leads));
      Spent spent = workOff("LeadQueue", processor, sqs);
      long delivered = leads.stream().filter(id -> isDelivered(dynamodb, id)).count();
      System.out.printf(
          Locale.ROOT,
          "One processor instance: %d leads delivered, %.0f a second, %.0f ms a batch of %d, peak memory %d MB%n%n",
          delivered,
          delivered / seconds(spent.onLeads()),
          spent.onLeads().toMillis() / (double) spent.batches(),
          (int) Math.round(leads.size() / (double) spent.batches()),
          processor.peakMemory() >> 20);
    }
  }

  /**
   * One instance of the processor, with leads that a page's configuration was missing for: a job
   * puts them back, and they are delivered with the payloads that are stored.
   */
  private void reprocessing() {
    String page = ids(1).get(0);
    List<String> leads = stage.leads(page, TO_PROCESS);
    try (Function api = stage.start("Api");
        Function webhook = stage.start("Webhook");
        Function processor = stage.start("Processor");
        SqsClient sqs = stage.sqs();
        DynamoDbClient dynamodb = stage.dynamodb()) {
      invoke(webhook, events.announcing(page, leads));
      workOff("LeadQueue", processor, sqs);
      invoke(api, events.savePage(page));
      invoke(
          api, events.post("/api/lead-logs/process", "{\"filter\":{\"pageId\":\"" + page + "\"}}"));
      Spent spent = workOff("BacklogQueue", processor, sqs);
      long delivered = leads.stream().filter(id -> isDelivered(dynamodb, id)).count();
      System.out.printf(
          Locale.ROOT,
          "Reprocessing %d leads with one processor instance: put back %.0f a second, delivered %.0f a second,"
              + " %.0f a second in all%n%n",
          delivered,
          delivered / seconds(spent.onJobs()),
          delivered / seconds(spent.onLeads()),
          delivered / seconds(spent.onJobs().plus(spent.onLeads())));
    }
  }

  /** A file of the six columns, in little memory. */
  private void importing() {
    Path file = file();
    String key = "incoming/many.csv";
    try (Function importer = stage.start("Importer", "256m");
        SqsClient sqs = stage.sqs()) {
      String eTag = stage.bucket().put(key, file);
      Duration before = importer.processorTime();
      long start = System.nanoTime();
      Answer answer =
          importer.invoke(events.uploaded(key, eTag, size(file)), Duration.ofSeconds(900));
      double seconds = (System.nanoTime() - start) / 1e9;
      if (!answer.body().contains("\"accepted\":" + TO_IMPORT)) {
        throw new IllegalStateException("the import failed: " + answer.body());
      }
      System.out.printf(
          Locale.ROOT,
          "Importing %d lines (%.1f MB) with -Xmx256m: %.0f leads a second, %.0f s in all, of which the importer"
              + " computed %.0f s; peak memory %d MB%n%n",
          TO_IMPORT,
          size(file) / 1e6,
          TO_IMPORT / seconds,
          seconds,
          seconds(importer.processorTime().minus(before)),
          importer.peakMemory() >> 20);
      drain(sqs);
    }
  }

  private Path file() {
    try {
      Path file = Files.createTempFile("many", ".csv");
      try (BufferedWriter out = Files.newBufferedWriter(file)) {
        out.write("Leadgen ID,Page ID,Ad ID,Form ID,Created Time,Received Time\n");
        for (String id : ids(TO_IMPORT)) {
          out.write(
              "l:%s,%s,ag:23851234567890101,f:%s,2026-02-28T08:49:14+0000,2026-02-28T08:49:17+0000%n"
                  .formatted(id, Stage.PAGE, Stage.FORM));
        }
      }
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    return file.toFile().length();
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1e3;
  }

  /** What the processor has spent with messages of jobs and with those of leads. */
  private record Spent(Duration onJobs, Duration onLeads, int batches) {}

  /** Batch after batch until the queue shows none; a job's message comes alone. */
  private Spent workOff(String queue, Function processor, SqsClient sqs) {
    Duration onJobs = Duration.ZERO;
    Duration onLeads = Duration.ZERO;
    int batches = 0;
    for (List<Message> all = receive(sqs, queue); !all.isEmpty(); all = receive(sqs, queue)) {
      List<Message> jobs = all.stream().filter(m -> m.body().startsWith("{\"job\"")).toList();
      List<Message> leads = all.stream().filter(m -> !jobs.contains(m)).toList();
      onJobs = onJobs.plus(process(processor, jobs));
      onLeads = onLeads.plus(process(processor, leads));
      batches += leads.isEmpty() ? 0 : 1;
      delete(sqs, queue, all);
    }
    return new Spent(onJobs, onLeads, batches);
  }

  private Duration process(Function processor, List<Message> batch) {
    if (batch.isEmpty()) {
      return Duration.ZERO;
    }
    String event = events.batch(batch);
    long before = System.nanoTime();
    invoke(processor, event);
    return Duration.ofNanos(System.nanoTime() - before);
  }

  private static void invoke(Function function, String event) {
    Answer answer = function.invoke(event);
    boolean refused = answer.body().matches("(?s).*\"statusCode\":[45].*");
    if (answer.isError() || refused || answer.body().contains("itemIdentifier")) {
      throw new IllegalStateException("a function failed: " + answer.body());
    }
  }

  /** A lead log as the webhook writes it, with every key of an index. */
  private void put(DynamoDbClient dynamodb) {
    String id = ids(1).get(0);
    String now = "2026-11-24T08:49:14.123Z";
    Map<String, AttributeValue> item =
        Map.ofEntries(
            Map.entry("leadgenId", AttributeValue.fromS(id)),
            Map.entry("pageId", AttributeValue.fromS(Stage.PAGE)),
            Map.entry("formId", AttributeValue.fromS(Stage.FORM)),
            Map.entry("receivedTime", AttributeValue.fromS(now)),
            Map.entry("createdTime", AttributeValue.fromS(now)),
            Map.entry("source", AttributeValue.fromS("Webhook")),
            Map.entry("status", AttributeValue.fromS("Measured")),
            Map.entry("rawPayload", AttributeValue.fromS("x".repeat(260))),
            Map.entry("receivedKey", AttributeValue.fromS(now + "#" + id)),
            Map.entry("dayShard", AttributeValue.fromS("2026-11-24#0")),
            Map.entry("statusDayShard", AttributeValue.fromS("Measured#2026-11-24#0")),
            Map.entry("pageDayShard", AttributeValue.fromS("1#2026-11-24#0")),
            Map.entry("dueShard", AttributeValue.fromN("0")),
            Map.entry("sweepAt", AttributeValue.fromS("2999-11-24T08:49:14.123Z")));
    dynamodb.putItem(
        r ->
            r.tableName("LeadLogs")
                .item(item)
                .conditionExpression("attribute_not_exists(leadgenId)"));
  }

  private void send(SqsClient sqs) {
    String body = "{\"leadgenId\":\"%s\",\"pad\":\"%s\"}".formatted(ids(1).get(0), "x".repeat(300));
    sqs.sendMessage(r -> r.queueUrl(stage.queueUrl("BacklogQueue")).messageBody(body));
  }

  private List<Message> receive(SqsClient sqs, String queue) {
    return sqs.receiveMessage(
            r -> r.queueUrl(stage.queueUrl(queue)).maxNumberOfMessages(10).waitTimeSeconds(0))
        .messages();
  }

  private void drain(SqsClient sqs) {
    sqs.purgeQueue(r -> r.queueUrl(stage.queueUrl("LeadQueue")));
    sqs.purgeQueue(r -> r.queueUrl(stage.queueUrl("BacklogQueue")));
  }

  private void delete(SqsClient sqs, String queue, List<Message> batch) {
    for (Message message : batch) {
      sqs.deleteMessage(
          r -> r.queueUrl(stage.queueUrl(queue)).receiptHandle(message.receiptHandle()));
    }
  }

  private static boolean isDelivered(DynamoDbClient dynamodb, String leadgenId) {
    return !dynamodb
        .getItem(
            r ->
                r.tableName("Leads")
                    .key(Map.of("leadgenId", AttributeValue.fromS(leadgenId)))
                    .projectionExpression("leadgenId"))
        .item()
        .isEmpty();
  }

  private List<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> Long.toString(++lastId)).toList();
  }
}
