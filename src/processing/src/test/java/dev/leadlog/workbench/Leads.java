package dev.leadlog.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.intake.Intake;
import dev.leadlog.intake.LeadMessage;
import dev.leadlog.intake.LeadNotification;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.LogKeys;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import dev.leadlog.processing.Processor;
import dev.leadlog.processing.QueuedMessage;
import dev.leadlog.sweeping.Sweep;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyProxy;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Creates leads and moves them through queue and processor, as Lambda does. */
@Singleton
public class Leads {

  private static final String QUEUE = "LeadQueue";
  private static final String BACKLOG = "BacklogQueue";
  private static final String JOBS = "JobQueue";
  private static final Duration TIMEOUT = Duration.ofSeconds(120);

  private final Intake intake;
  private final LeadLogs logs;
  private final Processor processor;
  private final Sweep sweep;
  private final MovableClock clock;

  Leads(Intake intake, LeadLogs logs, Processor processor, Sweep sweep, MovableClock clock) {
    this.intake = intake;
    this.logs = logs;
    this.processor = processor;
    this.sweep = sweep;
    this.clock = clock;
  }

  /** Resets stores, queues, faults and clock. */
  public void reset() {
    for (FaultyProxy proxy : List.of(Aws.dynamodb(), Aws.sqs(), Aws.sns())) {
      proxy.chooseFaults((operation, body) -> null);
      proxy.clearFault();
    }
    clock.reset();
    Meta.reset();
    Stream.of(QUEUE, BACKLOG, JOBS, "DeadLetterQueue")
        .forEach(queue -> Aws.directSqs().purgeQueue(r -> r.queueUrl(Aws.queueUrl(queue))));
    deleteWhatIsDue();
    Aws.dynamodb().forget();
    Aws.sqs().forget();
  }

  private static void deleteWhatIsDue() {
    List<WriteRequest> deletes =
        Aws.direct().scanPaginator(r -> r.tableName("LeadLogs").indexName("due")).items().stream()
            .map(due -> WriteRequest.builder().deleteRequest(r -> r.key(key(due))).build())
            .toList();
    BoundedExecutor.parts(deletes, 25).forEach(Leads::write);
  }

  private static void write(List<WriteRequest> requests) {
    Map<String, List<WriteRequest>> left = Map.of("LeadLogs", requests);
    while (!left.isEmpty()) {
      Map<String, List<WriteRequest>> now = left;
      left = Aws.direct().batchWriteItem(r -> r.requestItems(now)).unprocessedItems();
    }
  }

  /** A submitted lead whose webhook was received: its log is written, its message sent. */
  public LeadgenId announced(PageId page) {
    return announced(page, "", 0);
  }

  /** A lead of which the given number of reads fail. */
  public LeadgenId announced(PageId page, String fault, int times) {
    LeadgenId lead = Meta.lead(page, fault, times);
    assertThat(announce(lead, page)).isEmpty();
    return lead;
  }

  /**
   * Records the webhook of a lead as the webhook function does; returns the leads that were not
   * acknowledged.
   */
  public Set<LeadgenId> announce(LeadgenId lead, PageId page) {
    return intake.record(List.of(notification(lead, page, clock.instant())));
  }

  /** Records several leads of one POST. */
  public Set<LeadgenId> announce(Map<LeadgenId, PageId> announced, Map<PageId, FormId> forms) {
    Instant now = clock.instant();
    return intake.record(
        announced.entrySet().stream()
            .map(lead -> notification(lead.getKey(), lead.getValue(), forms, now))
            .toList());
  }

  /** Writes a log without a message. */
  public void log(LeadgenId lead, PageId page, Instant receivedTime) {
    intake.rebuild(notification(lead, page, receivedTime), receivedTime);
  }

  /** The message of a webhook. */
  public static LeadMessage message(LeadgenId lead, PageId page, Instant receivedTime) {
    LeadNotification announced = notification(lead, page, receivedTime);
    return new LeadMessage(
        lead, announced.change(), announced.entry(), receivedTime, Source.WEBHOOK);
  }

  private static LeadNotification notification(LeadgenId lead, PageId page, Instant receivedTime) {
    return notification(lead, page, Map.of(page, new FormId(Meta.FORM)), receivedTime);
  }

  private static LeadNotification notification(
      LeadgenId lead, PageId page, Map<PageId, FormId> forms, Instant receivedTime) {
    long seconds = receivedTime.getEpochSecond();
    ObjectNode change = Json.object().put("field", "leadgen");
    change
        .putObject("value")
        .put("leadgen_id", lead.text())
        .put("page_id", page.text())
        .put("form_id", forms.get(page).text())
        .put("adgroup_id", "23851234567890102")
        .put("ad_id", "23851234567890101")
        .put("created_time", seconds - 3);
    ObjectNode entry = Json.object().put("id", page.text()).put("time", seconds);
    return LeadNotification.read(change, entry, receivedTime, Source.WEBHOOK).get(0);
  }

  /** Processes a batch of messages; returns the indexes of those that failed. */
  public List<String> process(LeadMessage... batch) {
    List<QueuedMessage> messages = new ArrayList<>();
    for (LeadMessage message : batch) {
      messages.add(queued("m" + messages.size(), message.body(), 1));
    }
    return process(messages);
  }

  /** Processes logs as messages of the sweep do. */
  public List<String> process(LeadgenId... leads) {
    return process(Stream.of(leads).map(LeadMessage::of).toArray(LeadMessage[]::new));
  }

  public List<String> process(List<QueuedMessage> batch) {
    return processor.process(batch, clock.instant().plus(TIMEOUT));
  }

  public static QueuedMessage queued(String messageId, String body, int receiveCount) {
    return new QueuedMessage(messageId, body, "receipt of " + messageId, QUEUE, receiveCount);
  }

  /** Processes the visible messages of the queue. A failed message is visible again at once. */
  public void work() {
    takeFromTheQueue(QUEUE, true);
  }

  /** Processes the job queue and the backlog queue; returns whether there was a message. */
  public boolean workBacklog() {
    return takeFromTheQueue(JOBS, true) | takeFromTheQueue(BACKLOG, true);
  }

  /** Processes the queue and crashes before the messages are deleted: all are visible again. */
  public void workAndCrash() {
    takeFromTheQueue(QUEUE, false);
  }

  /** Processes the backlog queue and crashes before the messages are deleted. */
  public void workBacklogAndCrash() {
    takeFromTheQueue(BACKLOG, false);
  }

  private boolean takeFromTheQueue(String queue, boolean survives) {
    String url = Aws.queueUrl(queue);
    List<Message> received = receive(url);
    for (int from = 0; from < received.size(); from += 10) {
      List<Message> batch = received.subList(from, Math.min(from + 10, received.size()));
      List<String> failed = process(batch.stream().map(Leads::queued).toList());
      for (Message message : batch) {
        String receipt = message.receiptHandle();
        if (survives && !failed.contains(message.messageId())) {
          Aws.directSqs().deleteMessage(r -> r.queueUrl(url).receiptHandle(receipt));
        } else {
          Aws.directSqs()
              .changeMessageVisibility(
                  r -> r.queueUrl(url).receiptHandle(receipt).visibilityTimeout(0));
        }
      }
    }
    return !received.isEmpty();
  }

  private static List<Message> receive(String url) {
    List<Message> all = new ArrayList<>();
    List<Message> some;
    do {
      some =
          Aws.directSqs()
              .receiveMessage(
                  r ->
                      r.queueUrl(url)
                          .maxNumberOfMessages(10)
                          .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
              .messages();
      all.addAll(some);
    } while (!some.isEmpty());
    return all;
  }

  private static QueuedMessage queued(Message message) {
    String count = message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
    return new QueuedMessage(
        message.messageId(),
        message.body(),
        message.receiptHandle(),
        QUEUE,
        Integer.parseInt(count));
  }

  public Sweep.SweepResult sweep() {
    return sweep.run(clock.instant().plus(TIMEOUT));
  }

  /** Lets time pass, runs sweeps and receives messages again after the stores are available. */
  public void recover(LeadgenId lead) {
    Aws.dynamodb().clearFault();
    Aws.sqs().clearFault();
    for (int i = 0; i < 6 && isUnderWay(lead); i++) {
      clock.move(Duration.ofMinutes(15));
      sweep();
      work();
    }
  }

  private boolean isUnderWay(LeadgenId lead) {
    return logs.find(lead).filter(log -> log.status() != Status.PENDING).isEmpty();
  }

  public LeadLog log(LeadgenId lead) {
    return logs.find(lead).orElseThrow();
  }

  public boolean isProcessed(LeadgenId lead) {
    return logs.find(lead).filter(log -> log.status() == Status.PROCESSED).isPresent();
  }

  public boolean isLogged(LeadgenId lead) {
    return logs.find(lead).isPresent();
  }

  /** The item of the leads table, empty if there is none. */
  public static Map<String, AttributeValue> delivered(LeadgenId lead) {
    return Aws.item("Leads", "leadgenId", lead.text());
  }

  /** Takes the visible messages from the queue and returns their leadgen ids. */
  public static List<String> takeFromQueue() {
    return Aws.drain(QUEUE).stream()
        .map(message -> Json.read(message.body()).orElseThrow().path("leadgenId").asText())
        .toList();
  }

  /** The number of delayed messages of the queue of live leads. */
  public static int delayed() {
    return delayed(QUEUE);
  }

  /** The number of delayed messages of the backlog queue. */
  public static int delayedInTheBacklog() {
    return delayed(BACKLOG);
  }

  private static int delayed(String queue) {
    QueueAttributeName delayed = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;
    return Integer.parseInt(
        Aws.directSqs()
            .getQueueAttributes(r -> r.queueUrl(Aws.queueUrl(queue)).attributeNames(delayed))
            .attributes()
            .get(delayed));
  }

  /** Writes logs of unconfigured leads whose payload is unread, due at a time. */
  public static void unread(int many, Instant due) {
    List<WriteRequest> puts =
        Aws.newIds(many).stream()
            .map(id -> unread(new LeadgenId(id), due))
            .map(item -> WriteRequest.builder().putRequest(r -> r.item(item)).build())
            .toList();
    BoundedExecutor.parts(puts, 25).forEach(Leads::write);
  }

  /** Writes errors of a page with the columns of a list. */
  public static void errors(int many, PageId page, Reason reason, Instant received) {
    List<WriteRequest> puts =
        Aws.newIds(many).stream()
            .map(id -> error(new LeadgenId(id), page, reason, received))
            .map(item -> WriteRequest.builder().putRequest(r -> r.item(item)).build())
            .toList();
    BoundedExecutor.parts(puts, 25).forEach(Leads::write);
  }

  private static Map<String, AttributeValue> error(
      LeadgenId id, PageId page, Reason reason, Instant received) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("leadgenId", AttributeValue.fromS(id.text()));
    item.put("pageId", AttributeValue.fromS(page.text()));
    item.put("status", AttributeValue.fromS(Status.ERROR.text()));
    item.put("reason", AttributeValue.fromS(reason.name()));
    item.put("errorMessage", AttributeValue.fromS("as in a test"));
    item.put("source", AttributeValue.fromS(Source.WEBHOOK.text()));
    item.put("receivedTime", AttributeValue.fromS(Times.text(received)));
    item.put(LogKeys.STATUS_SHARD, LogKeys.statusShard(id, received, Status.ERROR));
    item.put(LogKeys.RECEIVED_KEY, AttributeValue.fromS(LogKeys.receivedKey(id, received)));
    return item;
  }

  private static Map<String, AttributeValue> unread(LeadgenId id, Instant due) {
    return Map.of(
        "leadgenId", AttributeValue.fromS(id.text()),
        "status", AttributeValue.fromS(Status.UNCONFIGURED.text()),
        "source", AttributeValue.fromS(Source.WEBHOOK.text()),
        "receivedTime", AttributeValue.fromS(Times.text(due)),
        "dueShard", LogKeys.unreadShard(id),
        "dueAt", AttributeValue.fromS(Times.text(due)));
  }

  /** Writes an attribute of a log directly, for states that this version does not write. */
  public static void set(LeadgenId lead, String attribute, AttributeValue value) {
    Aws.direct()
        .updateItem(
            r ->
                r.tableName("LeadLogs")
                    .key(Map.of("leadgenId", AttributeValue.fromS(lead.text())))
                    .updateExpression("SET #name = :value")
                    .expressionAttributeNames(Map.of("#name", attribute))
                    .expressionAttributeValues(Map.of(":value", value)));
  }

  private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
    return Map.of("leadgenId", item.get("leadgenId"));
  }
}
