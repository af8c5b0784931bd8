package dev.leadlog.proof;

import dev.leadlog.emulators.RuntimeApi.Answer;
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
  private static final int STARTS = 7;

  private final Stage stage;
  private final Events events;
  private long lastId = 200_000_000_000_000_000L + System.nanoTime() % 1_000_000_000_000L;

  private Benchmark(Path home) {
    this.stage = new Stage(home);
    this.events = new Events(home);
  }

  /**
   * @param parts any of {@code starts}, {@code acknowledging}, {@code processing}, {@code mapping};
   *     none for all
   */
  public static void main(String[] parts) {
    Benchmark benchmark = new Benchmark(Path.of(System.getProperty("proof.home")));
    Map<String, Runnable> all = new LinkedHashMap<>();
    all.put("starts", benchmark::starts);
    all.put("acknowledging", benchmark::acknowledging);
    all.put("processing", benchmark::processing);
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
      Duration[] spent = {Duration.ZERO};
      int[] batches = {0};
      for (List<Message> batch = receive(sqs); !batch.isEmpty(); batch = receive(sqs)) {
        String event = events.batch(batch);
        long before = System.nanoTime();
        invoke(processor, event);
        spent[0] = spent[0].plusNanos(System.nanoTime() - before);
        batches[0]++;
        delete(sqs, batch);
      }
      long delivered = leads.stream().filter(id -> isDelivered(dynamodb, id)).count();
      System.out.printf(
          Locale.ROOT,
          "One processor instance: %d leads delivered, %.0f a second, %.0f ms a batch of %d, peak memory %d MB%n",
          delivered,
          delivered / (spent[0].toMillis() / 1e3),
          spent[0].toMillis() / (double) batches[0],
          (int) Math.round(leads.size() / (double) batches[0]),
          processor.peakMemory() >> 20);
    }
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

  private List<Message> receive(SqsClient sqs) {
    return sqs.receiveMessage(
            r -> r.queueUrl(stage.queueUrl("LeadQueue")).maxNumberOfMessages(10).waitTimeSeconds(0))
        .messages();
  }

  private void drain(SqsClient sqs) {
    sqs.purgeQueue(r -> r.queueUrl(stage.queueUrl("LeadQueue")));
    sqs.purgeQueue(r -> r.queueUrl(stage.queueUrl("BacklogQueue")));
  }

  private void delete(SqsClient sqs, List<Message> batch) {
    for (Message message : batch) {
      sqs.deleteMessage(
          r -> r.queueUrl(stage.queueUrl("LeadQueue")).receiptHandle(message.receiptHandle()));
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
