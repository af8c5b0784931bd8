package dev.leadlog.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.delivery.DeliveryResult.Blocked;
import dev.leadlog.delivery.DeliveryResult.Delivered;
import dev.leadlog.delivery.DeliveryResult.Rejected;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.Published;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.LeadLogBuilder;
import dev.leadlog.workbench.Meta;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class SnsTopicTest {

  private static final Map<String, JsonNode> FIELDS =
      Map.of("name", new TextNode("Ada Lovelace"), "age", IntNode.valueOf(36));

  private final String id = Aws.newId();

  @Test
  void a_message_has_the_lead_and_attributes_for_filters() {
    Counterpart sns = Counterpart.sns();

    sns.destination().deliver(lead(FIELDS, true), sns.setting());

    Published message =
        Aws.published(Aws.topicArn("AlarmTopic")).stream()
            .filter(published -> id.equals(published.attributes().get("leadgenId")))
            .findFirst()
            .orElseThrow();
    assertThat(message.attributes())
        .isEqualTo(
            Map.of(
                "type", "LeadProcessed",
                "leadgenId", id,
                "pageId", "1635959142565683",
                "formId", "527829666666421",
                "platform", "Facebook",
                "test", "true"));
    JsonNode body = Json.read(message.message()).orElseThrow();
    assertThat(body.path("type").asText()).isEqualTo("LeadProcessed");
    assertThat(body.path("leadgenId").asText()).isEqualTo(id);
    assertThat(body.path("test").asBoolean()).isTrue();
    assertThat(body.path("lead").path("name").asText()).isEqualTo("Ada Lovelace");
    assertThat(body.path("lead").path("age").isInt()).isTrue();
  }

  @Test
  void a_lead_that_is_too_large_for_a_message_is_rejected_without_a_call() {
    AtomicInteger made = new AtomicInteger();
    SnsTopic topic =
        new SnsTopic(
            () -> {
              made.incrementAndGet();
              throw new IllegalStateException("not needed");
            });

    DeliveryResult delivery =
        topic.deliver(
            lead(Map.of("essay", new TextNode("é".repeat(131_072))), false),
            setting("arn:aws:sns:eu-central-1:123456789012:leads"));

    assertThat(delivery).isInstanceOf(Rejected.class);
    assertThat(made).as("clients made").hasValue(0);
  }

  @Test
  void a_missing_topic_blocks_the_delivery_and_the_message_names_what_to_check() {
    Counterpart sns = Counterpart.sns();

    DeliveryResult delivery =
        sns.destination()
            .deliver(lead(FIELDS, false), setting("arn:aws:sns:eu-central-1:000000000000:nowhere"));

    assertThat(((Blocked) delivery).message())
        .contains("SNS answered 404 NotFound", "LeadTopicArns");
  }

  @Test
  void a_fifo_topic_gets_the_leadgen_id_as_deduplication_id() {
    PublishRequest[] published = {null};
    SnsTopic topic = new SnsTopic(() -> keeping(published));

    DeliveryResult delivery =
        topic.deliver(
            lead(FIELDS, false), setting("arn:aws:sns:eu-central-1:123456789012:leads.fifo"));

    assertThat(((Delivered) delivery).reference().id()).isEqualTo("m-1");
    assertThat(published[0].messageDeduplicationId()).isEqualTo(id);
    assertThat(published[0].messageGroupId()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "leads", "arn:aws:sqs:eu-central-1:123456789012:leads", "arn:aws:sns:::leads"})
  void the_check_of_a_setting_refuses_an_invalid_topic(String arn) {
    SnsTopic topic = new SnsTopic(() -> null);
    assertThat(topic.check(setting(arn)))
        .singleElement()
        .asString()
        .startsWith("topicArn: must be");
    assertThat(topic.check(new DestinationSetting("sns"))).hasSize(1);
    assertThat(topic.check(setting("arn:aws-us-gov:sns:us-gov-west-1:123456789012:a.fifo")))
        .isEmpty();
  }

  private static SnsClient keeping(PublishRequest[] published) {
    return new SnsClient() {
      @Override
      public PublishResponse publish(PublishRequest request) {
        published[0] = request;
        return PublishResponse.builder().messageId("m-1").build();
      }

      @Override
      public String serviceName() {
        return "sns";
      }

      @Override
      public void close() {}
    };
  }

  private OutgoingLead lead(Map<String, JsonNode> fields, boolean test) {
    return new OutgoingLead(LeadLogBuilder.of(id).log(), fields, test);
  }

  private static DestinationSetting setting(String arn) {
    return new DestinationSetting("sns", Json.object().put("topicArn", arn));
  }
}
