package dev.leadlog.local;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.events.PollerHandler;
import dev.leadlog.events.ProcessorHandler;
import dev.leadlog.events.ScheduledTask;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Calls the handlers as AWS does: with batches of messages, and on a schedule. */
@Singleton
class EventSources {

  private static final Logger LOG = Logger.getLogger(EventSources.class);

  private static final Duration TIMEOUT = Duration.ofSeconds(120);
  private static final int LIVE_CONCURRENCY = 4;
  private static final int BACKLOG_CONCURRENCY = 2;
  private static final int JOB_CONCURRENCY = 2;
  private static final int BATCH_SIZE = 10;

  private final ProcessorHandler processor;
  private final PollerHandler poller;
  private final StreamEvents streamEvents;
  private final SqsClient sqs;
  private final LeadlogSettings settings;
  private final List<Thread> loops = new ArrayList<>();
  private final ScheduledExecutorService schedule =
      Executors.newScheduledThreadPool(4, task -> daemon(task, "schedule"));
  private volatile boolean running;

  EventSources(
      @Named("processor") ProcessorHandler processor,
      @Named("poller") PollerHandler poller,
      StreamEvents streamEvents,
      SqsClient sqs,
      LeadlogSettings settings) {
    this.streamEvents = streamEvents;
    this.processor = processor;
    this.poller = poller;
    this.sqs = sqs;
    this.settings = settings;
  }

  void start(@Observes StartupEvent event) {
    running = true;
    loop(settings.queueUrl().orElseThrow(), LIVE_CONCURRENCY, BATCH_SIZE);
    loop(settings.backlogQueueUrl().orElseThrow(), BACKLOG_CONCURRENCY, BATCH_SIZE);
    loop(settings.jobQueueUrl().orElseThrow(), JOB_CONCURRENCY, 1);
    schedule.scheduleWithFixedDelay(this::countChanges, 1, 1, TimeUnit.SECONDS);
    everyMinute("sweep");
    everyMinute("poll");
    everyHour("health");
  }

  void stop(@Observes ShutdownEvent event) {
    running = false;
    schedule.shutdownNow();
    loops.forEach(Thread::interrupt);
  }

  boolean areRunning() {
    return running && loops.stream().allMatch(Thread::isAlive);
  }

  private void loop(String queueUrl, int concurrency, int batch) {
    for (int i = 0; i < concurrency; i++) {
      Thread loop =
          daemon(
              () -> {
                while (running) {
                  pollOnce(queueUrl, batch);
                }
              },
              "queue-" + name(queueUrl));
      loops.add(loop);
      loop.start();
    }
  }

  private void pollOnce(String queueUrl, int most) {
    try {
      List<Message> batch =
          sqs.receiveMessage(
                  r ->
                      r.queueUrl(queueUrl)
                          .maxNumberOfMessages(most)
                          .waitTimeSeconds(1)
                          .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
              .messages();
      if (!batch.isEmpty()) {
        deliver(queueUrl, batch);
      }
    } catch (SdkException e) {
      LOG.debugf("the queue cannot be read: %s", e.getMessage());
      pause();
    } catch (RuntimeException | Error e) {
      // The loop must continue even after an OutOfMemoryError: the messages are received again.
      LOG.errorf(e, "the processor failed for a whole batch");
      pause();
    }
  }

  private void deliver(String queueUrl, List<Message> batch) {
    SQSEvent event = new SQSEvent();
    event.setRecords(batch.stream().map(message -> record(queueUrl, message)).toList());
    Set<String> failed =
        processor
            .handleRequest(event, LocalContext.of("Processor", TIMEOUT))
            .getBatchItemFailures()
            .stream()
            .map(BatchItemFailure::getItemIdentifier)
            .collect(Collectors.toSet());
    batch.stream()
        .filter(message -> !failed.contains(message.messageId()))
        .forEach(
            message ->
                sqs.deleteMessage(
                    r -> r.queueUrl(queueUrl).receiptHandle(message.receiptHandle())));
  }

  private static SQSMessage record(String queueUrl, Message message) {
    SQSMessage record = new SQSMessage();
    record.setMessageId(message.messageId());
    record.setReceiptHandle(message.receiptHandle());
    record.setBody(message.body());
    record.setAttributes(message.attributesAsStrings());
    record.setEventSource("aws:sqs");
    record.setEventSourceArn("arn:aws:sqs:local:000000000000:" + name(queueUrl));
    return record;
  }

  private void countChanges() {
    try {
      streamEvents.deliver();
    } catch (RuntimeException | Error e) {
      LOG.errorf(e, "the changes of the lead log could not be counted");
    }
  }

  private void everyMinute(String task) {
    schedule.scheduleWithFixedDelay(() -> run(task), 60, 60, TimeUnit.SECONDS);
  }

  private void everyHour(String task) {
    schedule.scheduleWithFixedDelay(() -> run(task), 2, 60, TimeUnit.MINUTES);
  }

  private void run(String task) {
    try {
      poller.handleRequest(new ScheduledTask(task), LocalContext.of("Poller", TIMEOUT));
    } catch (RuntimeException | Error e) {
      LOG.errorf(e, "the %s failed", task);
    }
  }

  private void pause() {
    try {
      Thread.sleep(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String name(String queueUrl) {
    return queueUrl.substring(queueUrl.lastIndexOf('/') + 1);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
