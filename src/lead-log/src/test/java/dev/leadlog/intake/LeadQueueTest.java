package dev.leadlog.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.Source;
import dev.leadlog.settings.IntakeSettings;
import dev.leadlog.settings.SettingsOfTests;
import dev.leadlog.testing.Aws;
import dev.leadlog.text.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

class LeadQueueTest {

  private static final int MIB = 1024 * 1024;

  private final String name = Aws.newQueue();
  private final LeadQueue queue = new LeadQueue(Aws.sqsClient(), settings(name));

  @Test
  void a_batch_has_at_most_ten_messages() {
    List<LeadMessage> messages = messages(25, "");

    assertThat(LeadQueue.calls(messages)).extracting(List::size).containsExactly(10, 10, 5);
    assertThat(LeadQueue.calls(messages).stream().flatMap(List::stream).toList())
        .isEqualTo(messages);
  }

  @Test
  void no_messages_yield_no_batch() {
    assertThat(LeadQueue.calls(List.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 20_000, 40_000, 60_000})
  void a_batch_is_smaller_than_one_mebibyte(int characters) {
    List<LeadMessage> messages = messages(23, "é".repeat(characters));

    List<List<LeadMessage>> calls = LeadQueue.calls(messages);

    assertThat(calls.stream().flatMap(List::stream).toList()).isEqualTo(messages);
    assertThat(calls)
        .allSatisfy(
            call ->
                assertThat(call.stream().mapToInt(message -> message.body().length()).sum())
                    .isLessThan(MIB));
  }

  @Test
  void the_largest_change_fits_into_a_batch() {
    String largest = "é".repeat(LeadNotification.LARGEST_CHANGE / 2);

    assertThat(LeadQueue.calls(messages(1, largest)).get(0).get(0).body().length()).isLessThan(MIB);
  }

  @Test
  void characters_that_SQS_forbids_are_delivered() {
    LeadMessage message = messages(1, "\uFFFE \uFFFF 😀").get(0);

    queue.send(List.of(message));

    assertThat(Aws.drain(name))
        .extracting(Message::body)
        .singleElement()
        .satisfies(body -> assertThat(LeadMessage.read(body)).contains(message));
  }

  @Test
  void a_message_can_be_delayed() {
    queue.send(messages(1, "").get(0), Duration.ofMinutes(2));

    assertThat(Aws.drain(name)).isEmpty();
    assertThat(delayed()).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 999, 1_000})
  void a_delay_is_rounded_up_to_seconds(long millis) {
    RejectingSqs sqs = new RejectingSqs();

    new LeadQueue(sqs, settings(name)).send(messages(1, "").get(0), Duration.ofMillis(millis));

    assertThat(sqs.delays).containsExactly(1);
  }

  @Test
  void only_accepted_messages_of_a_batch_count_as_held() {
    List<LeadMessage> messages = messages(4, "");

    List<LeadMessage> held =
        new LeadQueue(new RejectingSqs("1", "3"), settings(name)).send(messages);

    assertThat(held).containsExactly(messages.get(0), messages.get(2));
  }

  private String delayed() {
    QueueAttributeName delayed = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;
    return Aws.directSqs()
        .getQueueAttributes(r -> r.queueUrl(Aws.queueUrl(name)).attributeNames(delayed))
        .attributes()
        .get(delayed);
  }

  private static List<LeadMessage> messages(int count, String name) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new LeadMessage(
                    new LeadgenId(Aws.newId()),
                    Json.object().put("n", name),
                    null,
                    Instant.EPOCH,
                    Source.WEBHOOK))
        .toList();
  }

  private static IntakeSettings settings(String queue) {
    return SettingsOfTests.settings(Map.of("leadlog.queue-url", Aws.queueUrl(queue)));
  }

  /** Rejects the entries with the given ids. */
  private static final class RejectingSqs implements SqsClient {

    final List<Integer> delays = new ArrayList<>();
    private final List<String> refused;

    RejectingSqs(String... refused) {
      this.refused = List.of(refused);
    }

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
      return SendMessageBatchResponse.builder()
          .failed(
              request.entries().stream()
                  .filter(entry -> refused.contains(entry.id()))
                  .map(
                      entry ->
                          BatchResultErrorEntry.builder()
                              .id(entry.id())
                              .code("InternalError")
                              .build())
                  .toList())
          .build();
    }

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
      delays.add(request.delaySeconds());
      return SendMessageResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}
  }
}
