package dev.leadlog.proof;

import dev.leadlog.emulators.RuntimeApi.Answer;
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

/** What the functions stand on, and the ways by which leads get from one to the next. */
final class LeadPipeline implements AutoCloseable {

  private static final int A_BATCH = 10;
  private static final int A_WRITE = 25;

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

  /** Ids of leads, pages or forms that are nowhere else. */
  List<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> Long.toString(++lastId)).toList();
  }

  /** Sends an event, and fails where the function does, or refuses it. */
  static void invoke(LambdaInstance function, String event) {
    Answer answer = function.invoke(event);
    boolean refused = answer.body().matches("(?s).*\"statusCode\":[45].*");
    if (answer.isError() || refused || answer.body().contains("itemIdentifier")) {
      throw new IllegalStateException("a function failed: " + answer.body());
    }
  }

  /**
   * Writes a page's configuration past the API, which looks through ninety days for leads that wait
   * for it.
   */
  void configure(String page, List<String> forms) {
    configure(page, events.pageDocument(forms));
  }

  /** The same with a channel of Slack for each form, whose URL ends in the form's id. */
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

  /** What the processor has spent with messages of jobs and with those of leads. */
  record Spent(Duration onJobs, Duration onLeads, int batches) {}

  /** Batch after batch until the queue shows none; a job's message comes alone. */
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

  /** Some messages of a queue, which are gone from it then. */
  List<Message> take(String queue) {
    String url = benchmarkEnvironment.queueUrl(queue);
    List<Message> some =
        sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(A_BATCH)).messages();
    some.forEach(m -> sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(m.receiptHandle())));
    return some;
  }

  /** Every message of a queue, which are gone from it then. */
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

  /** Writes items past the product, which would take hours. */
  void write(String table, List<Map<String, AttributeValue>> items) {
    for (int from = 0; from < items.size(); from += A_WRITE) {
      List<WriteRequest> writes =
          items.subList(from, Math.min(from + A_WRITE, items.size())).stream()
              .map(item -> WriteRequest.builder().putRequest(put -> put.item(item)).build())
              .toList();
      dynamodb.batchWriteItem(r -> r.requestItems(Map.of(table, writes)));
    }
  }

  /** Fails unless every lead is in the leads table. */
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
