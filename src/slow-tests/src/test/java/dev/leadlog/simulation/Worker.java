package dev.leadlog.simulation;

import dev.leadlog.processing.QueuedMessage;
import dev.leadlog.testing.Aws;
import dev.leadlog.workbench.Leads;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * The processor function behind its queue: two instances that receive messages in any order, some
 * twice and some never, and that sometimes crash.
 */
final class Worker {

  private static final int BATCH_SIZE = 10;
  private static final int INSTANCES = 2;

  private final Leads leads;
  private final Seed seed;
  private final StoreFaults storeFaults;
  private final ExecutorService instances =
      Executors.newFixedThreadPool(
          INSTANCES,
          task -> {
            Thread thread = new Thread(task, "instance");
            thread.setDaemon(true);
            return thread;
          });
  private int batches;

  Worker(Leads leads, Seed seed, StoreFaults storeFaults) {
    this.leads = leads;
    this.seed = seed;
    this.storeFaults = storeFaults;
  }

  /**
   * Processes the visible messages of a queue up to a limit.
   *
   * @param withoutFaults whether no message is lost or duplicated and no instance crashes
   * @return whether there was a message
   */
  boolean work(String queue, int most, boolean withoutFaults) {
    String url = Aws.queueUrl(queue);
    List<Message> received = receive(url, most);
    List<Future<?>> running = new ArrayList<>();
    for (int from = 0; from < received.size(); from += BATCH_SIZE) {
      List<Message> batch = received.subList(from, Math.min(from + BATCH_SIZE, received.size()));
      int number = batches++;
      running.add(instances.submit(() -> work(url, queue, batch, withoutFaults, number)));
    }
    running.forEach(Worker::await);
    return !received.isEmpty();
  }

  private void work(
      String url, String queue, List<Message> batch, boolean withoutFaults, int number) {
    List<Message> delivered = new ArrayList<>();
    Set<String> lost = new HashSet<>();
    for (Message message : batch) {
      String about = storeFaults.name(message.body());
      if (!withoutFaults && seed.oneIn(60, "message lost", number, about)) {
        storeFaults.count("message lost");
        lost.add(message.messageId());
        continue;
      }
      delivered.add(seed.oneIn(2, "order", number, about) ? 0 : delivered.size(), message);
      if (!withoutFaults && seed.oneIn(20, "message doubled", number, about)) {
        storeFaults.count("message doubled");
        delivered.add(message);
      }
    }
    boolean dies = !withoutFaults && seed.oneIn(12, "death", number);
    if (dies) {
      storeFaults.count("processor died");
      Aws.dynamodb().crashAfter(seed.below(8 * BATCH_SIZE, "when", number));
      Aws.sqs().crashAfter(seed.below(BATCH_SIZE, "when", number));
      Aws.sns().crashAfter(seed.below(BATCH_SIZE, "when", number));
    }
    List<String> failed = leads.process(delivered.stream().map(m -> queued(m, queue)).toList());
    if (dies) {
      Aws.dynamodb().clearFault();
      Aws.sqs().clearFault();
      Aws.sns().clearFault();
    }
    for (Message message : batch) {
      boolean done = !dies && !failed.contains(message.messageId());
      end(url, message, done || lost.contains(message.messageId()));
    }
  }

  private static void end(String url, Message message, boolean done) {
    String receipt = message.receiptHandle();
    if (done) {
      Aws.directSqs().deleteMessage(r -> r.queueUrl(url).receiptHandle(receipt));
    } else {
      Aws.directSqs()
          .changeMessageVisibility(
              r -> r.queueUrl(url).receiptHandle(receipt).visibilityTimeout(0));
    }
  }

  private static List<Message> receive(String url, int most) {
    List<Message> all = new ArrayList<>();
    List<Message> some;
    do {
      some =
          Aws.directSqs()
              .receiveMessage(
                  r ->
                      r.queueUrl(url)
                          .maxNumberOfMessages(BATCH_SIZE)
                          .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
              .messages();
      all.addAll(some);
    } while (!some.isEmpty() && all.size() < most);
    return all;
  }

  private static QueuedMessage queued(Message message, String queue) {
    String count = message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
    return new QueuedMessage(
        message.messageId(),
        message.body(),
        message.receiptHandle(),
        queue,
        Integer.parseInt(count));
  }

  private static void await(Future<?> running) {
    try {
      running.get();
    } catch (Exception e) {
      throw new IllegalStateException("an instance failed", e);
    }
  }
}
