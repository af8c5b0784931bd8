package dev.leadlog.intake;

import dev.leadlog.settings.IntakeSettings;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Sends the messages of live leads. If SQS is unavailable, the SDK exception propagates. */
@Singleton
public class LeadQueue {

  /** The longest delay that SQS allows for a message. */
  public static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

  private static final int ENTRIES_A_CALL = 10;

  /** SQS allows 1 MiB per call; 16 KiB are reserved for the rest of the request. */
  private static final int BYTES_A_CALL = 1024 * 1024 - 16 * 1024;

  private final SqsClient sqs;
  private final IntakeSettings settings;

  LeadQueue(SqsClient sqs, IntakeSettings settings) {
    this.sqs = sqs;
    this.settings = settings;
  }

  /**
   * Opens a connection to SQS, which the first message then uses. Nothing is sent: SQS rejects a
   * batch without entries.
   */
  void connect() {
    try {
      send(List.<LeadMessage>of());
    } catch (SdkException refused) {
      // The connection stays open. If there is none, the first message opens it.
    }
  }

  /**
   * Sends one message to the lead queue.
   *
   * @param delay up to {@link #LONGEST_DELAY}
   */
  public void send(LeadMessage message, Duration delay) {
    send(message.body(), delay, url());
  }

  /**
   * Sends a batch of messages to the lead queue in one call.
   *
   * @param messages a batch of {@link #calls}
   * @return the messages that SQS accepted
   */
  public List<LeadMessage> send(List<LeadMessage> messages) {
    return send(messages, url());
  }

  /**
   * Sends a message to another queue.
   *
   * @param delay up to {@link #LONGEST_DELAY}
   */
  public void send(String body, Duration delay, String url) {
    sqs.sendMessage(r -> r.queueUrl(url).messageBody(body).delaySeconds(roundedUp(delay)));
  }

  /** The same as {@link #send(List)} for another queue. */
  public List<LeadMessage> send(List<LeadMessage> messages, String url) {
    List<SendMessageBatchRequestEntry> entries =
        IntStream.range(0, messages.size())
            .mapToObj(
                i ->
                    SendMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .messageBody(messages.get(i).body())
                        .build())
            .toList();
    Set<String> refused = new HashSet<>();
    sqs.sendMessageBatch(r -> r.queueUrl(url).entries(entries)).failed().stream()
        .map(BatchResultErrorEntry::id)
        .forEach(refused::add);
    return IntStream.range(0, messages.size())
        .filter(i -> !refused.contains(Integer.toString(i)))
        .mapToObj(messages::get)
        .toList();
  }

  /** Groups messages into batches that SQS accepts: at most ten messages and less than 1 MiB. */
  public static List<List<LeadMessage>> calls(List<LeadMessage> messages) {
    List<List<LeadMessage>> calls = new ArrayList<>();
    List<LeadMessage> call = new ArrayList<>();
    int bytes = 0;
    for (LeadMessage message : messages) {
      int length = message.body().length();
      if (call.size() == ENTRIES_A_CALL || (!call.isEmpty() && bytes + length > BYTES_A_CALL)) {
        calls.add(call);
        call = new ArrayList<>();
        bytes = 0;
      }
      call.add(message);
      bytes += length;
    }
    if (!call.isEmpty()) {
      calls.add(call);
    }
    return calls;
  }

  /** SQS takes whole seconds. */
  public static int roundedUp(Duration delay) {
    return Math.toIntExact((delay.toMillis() + 999) / 1000);
  }

  private String url() {
    return settings.queueUrl().orElseThrow();
  }
}
