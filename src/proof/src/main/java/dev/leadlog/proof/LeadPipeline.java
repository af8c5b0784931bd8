package dev.leadlog.proof;

import dev.leadlog.emulators.RuntimeApi.FunctionResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Moves leads from one function to the next in a {@link BenchmarkEnvironment}. */
final class LeadPipeline implements AutoCloseable {

  private static final int BATCH_SIZE = 10;
  private static final int WRITE_BATCH_SIZE = 25;

  private final BenchmarkEnvironment benchmarkEnvironment;
  private final Events events;
  private final SqsClient sqs;
  private final DynamoDbClient dynamodb;
  private long lastId = 200_000_000_000_000_000L + System.nanoTime() % 1_000_000_000_000L;

  LeadPipeline(Path home) {
    benchmarkEnvironment = new BenchmarkEnvironment(home);
    events = new Events(home);
    sqs = benchmarkEnvironment.sqs();
    dynamodb = benchmarkEnvironment.dynamodb();
  }

  BenchmarkEnvironment benchmarkEnvironment() {
    return benchmarkEnvironment;
  }

  Events events() {
    return events;
  }

  SqsClient sqs() {
    return sqs;
  }

  DynamoDbClient dynamodb() {
    return dynamodb;
  }

  /** New unique ids of leads, pages or forms. */
  List<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> Long.toString(++lastId)).toList();
  }

  /** Sends an event; throws if the function fails or rejects it. */
  static void invoke(LambdaInstance function, String event) {
    FunctionResponse response = function.invoke(event);
    boolean refused = response.body().matches("(?s).*\"statusCode\":[45].*");
    if (response.isError() || refused || response.body().contains("itemIdentifier")) {
      throw new IllegalStateException("a function failed: " + response.body());
    }
  }

  /**
   * Writes a page configuration directly to the table, because the API would search 90 days for
   * waiting leads.
   */
  void configure(String page, List<String> forms) {
    configure(page, events.pageDocument(forms));
  }

  /** The same with a Slack channel for each form, whose URL ends with the form id. */
  void configureNotices(String page, List<String> forms, String url) {
    configure(page, events.pageDocument(forms, url));
  }

  private void configure(String page, String document) {
    Map<String, AttributeValue> item =
        Map.of(
            "pageId", AttributeValue.fromS(page),
            "revision", AttributeValue.fromN("1"),
            "enabled", AttributeValue.fromBool(true),
            "document", AttributeValue.fromS(document));
    dynamodb.putItem(r -> r.tableName("PageConfigs").item(item));
  }

  /** The time of the processor for messages of jobs and of leads. */
  record Spent(Duration onJobs, Duration onLeads, int batches) {}

  /** Processes batches until the queue is empty; messages of jobs are processed separately. */
  Spent drainQueue(String queue, LambdaInstance processor) {
    Duration onJobs = Duration.ZERO;
    Duration onLeads = Duration.ZERO;
    int batches = 0;
    for (List<Message> all = take(queue); !all.isEmpty(); all = take(queue)) {
      List<Message> jobs = all.stream().filter(m -> m.body().startsWith("{\"job\"")).toList();
      List<Message> leads = all.stream().filter(m -> !jobs.contains(m)).toList();
      onJobs = onJobs.plus(process(processor, jobs));
      onLeads = onLeads.plus(process(processor, leads));
      batches += leads.isEmpty() ? 0 : 1;
    }
    return new Spent(onJobs, onLeads, batches);
  }

  private Duration process(LambdaInstance processor, List<Message> batch) {
    if (batch.isEmpty()) {
      return Duration.ZERO;
    }
    String event = events.batch(batch);
    long before = System.nanoTime();
    invoke(processor, event);
    return Duration.ofNanos(System.nanoTime() - before);
  }

  /** Receives and deletes up to ten messages of a queue. */
  List<Message> take(String queue) {
    String url = benchmarkEnvironment.queueUrl(queue);
    List<Message> some =
        sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(BATCH_SIZE)).messages();
    some.forEach(m -> sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(m.receiptHandle())));
    return some;
  }

  /** Receives and deletes all messages of a queue. */
  List<Message> takeAll(String queue) {
    List<Message> all = new ArrayList<>();
    for (List<Message> some = take(queue); !some.isEmpty(); some = take(queue)) {
      all.addAll(some);
    }
    return all;
  }

  void drain() {
    sqs.purgeQueue(r -> r.queueUrl(benchmarkEnvironment.queueUrl("LeadQueue")));
    sqs.purgeQueue(r -> r.queueUrl(benchmarkEnvironment.queueUrl("BacklogQueue")));
    sqs.purgeQueue(r -> r.queueUrl(benchmarkEnvironment.queueUrl("JobQueue")));
  }

  /** Writes items directly to a table, because the product would take hours. */
  void write(String table, List<Map<String, AttributeValue>> items) {
    for (int from = 0; from < items.size(); from += WRITE_BATCH_SIZE) {
      List<WriteRequest> writes =
          items.subList(from, Math.min(from + WRITE_BATCH_SIZE, items.size())).stream()
              .map(item -> WriteRequest.builder().putRequest(put -> put.item(item)).build())
              .toList();
      dynamodb.batchWriteItem(r -> r.requestItems(Map.of(table, writes)));
    }
  }

  /** Throws if a lead is missing in the leads table. */
  void assertDelivered(List<String> leads) {
    long missing = leads.stream().filter(id -> !isDelivered(id)).count();
    if (missing > 0) {
      throw new IllegalStateException(
          missing
              + " of "
              + leads.size()
              + " leads were not delivered; see "
              + benchmarkEnvironment.log());
    }
  }

  private boolean isDelivered(String leadgenId) {
    return !dynamodb
        .getItem(
            r ->
                r.tableName("Leads")
                    .key(Map.of("leadgenId", AttributeValue.fromS(leadgenId)))
                    .projectionExpression("leadgenId"))
        .item()
        .isEmpty();
  }

  @Override
  public void close() {
    benchmarkEnvironment.close();
  }
}
