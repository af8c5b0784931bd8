package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.delivery.DeliveryResult.Blocked;
import dev.leadlog.delivery.DeliveryResult.Delivered;
import dev.leadlog.delivery.DeliveryResult.Rejected;
import dev.leadlog.delivery.DeliveryResult.Unreachable;
import dev.leadlog.delivery.DestinationDescription.Setting;
import dev.leadlog.delivery.DestinationDescription.SettingType;
import dev.leadlog.document.StrictReader;
import dev.leadlog.lifecycle.LeadDocReference;
import dev.leadlog.settings.SdkFailures;
import dev.leadlog.text.Json;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.SnsException;

/**
 * Publishes a lead to an SNS topic, as {@code {"type":"LeadProcessed", leadgenId, …, "lead":{…}}}.
 * A lead may be published more than once, each time with the same attribute {@code leadgenId}; a
 * FIFO topic keeps only the first for five minutes.
 */
@Singleton
class SnsTopic implements Destination {

  private static final String TYPE = "sns";
  private static final String EXAMPLE = "arn:aws:sns:eu-central-1:123456789012:leads";

  private static final DestinationDescription DESCRIPTION =
      new DestinationDescription(
          "Amazon SNS topic",
          "Publishes each lead to a topic; the same lead may be published more than once.",
          List.of(
              Setting.required(
                  "topicArn",
                  SettingType.TEXT,
                  "The ARN of the topic, which must also be in the parameter LeadTopicArns.",
                  EXAMPLE)));

  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}(\\.fifo)?");

  /** The limit includes attributes (source: AWS, "Amazon SNS endpoints and quotas"). */
  private static final int LARGEST = 256 * 1024;

  /** Attributes by which subscribers can filter. */
  private static final List<String> ATTRIBUTES =
      List.of("type", "leadgenId", "pageId", "formId", "platform", "test");

  private static final Set<String> ACCESS_DENIED =
      Set.of(
          "AuthorizationError",
          "AuthorizationErrorException",
          "AccessDenied",
          "AccessDeniedException",
          "NotFound",
          "NotFoundException",
          "InvalidSecurity",
          "KMSAccessDenied",
          "KMSDisabled",
          "KMSInvalidState",
          "KMSNotFound",
          "KMSOptInRequired");

  private final Supplier<SnsClient> sns;

  @Inject
  SnsTopic(Instance<SnsClient> sns) {
    this((Supplier<SnsClient>) sns::get);
  }

  /**
   * @param sns supplies the client, which is created when the first lead is published
   */
  SnsTopic(Supplier<SnsClient> sns) {
    this.sns = sns;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public DestinationDescription description() {
    return DESCRIPTION;
  }

  @Override
  public Duration timeout() {
    return Duration.ofSeconds(8);
  }

  @Override
  public List<String> check(DestinationSetting setting) {
    StrictReader reader = setting.reader().knowing(DESCRIPTION.names());
    reader
        .requiredText("topicArn", "the topic's ARN such as " + EXAMPLE)
        .filter(arn -> !ARN.matcher(arn).matches())
        .ifPresent(arn -> reader.mistake("topicArn", "must be an ARN such as " + EXAMPLE));
    return reader.mistakes();
  }

  @Override
  public DeliveryResult deliver(OutgoingLead lead, DestinationSetting setting) {
    List<String> mistakes = check(setting);
    if (!mistakes.isEmpty()) {
      return Blocked.ofMistakes(mistakes);
    }
    ObjectNode message = Json.object().put("type", "LeadProcessed").setAll(LeadEvent.data(lead));
    String text = Json.text(message);
    Map<String, MessageAttributeValue> attributes = attributes(message);
    if (size(text, attributes) > LARGEST) {
      return new Rejected("the lead is larger than 256 KB, the limit of an SNS message");
    }
    return publish(lead, setting.settings().path("topicArn").asText(), text, attributes);
  }

  private DeliveryResult publish(
      OutgoingLead lead, String topic, String text, Map<String, MessageAttributeValue> attributes) {
    PublishRequest.Builder publish =
        PublishRequest.builder().topicArn(topic).message(text).messageAttributes(attributes);
    String id = lead.log().leadgenId().text();
    if (topic.endsWith(".fifo")) {
      publish.messageGroupId(id).messageDeduplicationId(id);
    }
    try {
      return new Delivered(
          new LeadDocReference(TYPE, sns.get().publish(publish.build()).messageId(), null));
    } catch (SnsException e) {
      return refused(e);
    } catch (RuntimeException e) {
      if (SdkFailures.of(e) instanceof SdkException) {
        return new Unreachable("SNS did not answer");
      }
      throw e;
    }
  }

  private static DeliveryResult refused(SnsException e) {
    String code =
        Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
    String message = ("SNS answered " + e.statusCode() + " " + code).strip();
    if (ACCESS_DENIED.contains(code) || e.statusCode() == 401 || e.statusCode() == 403) {
      return new Blocked(
          message
              + "; check that the topic exists, and that the deployment's parameter"
              + " LeadTopicArns names it");
    }
    return e.isThrottlingException() || e.statusCode() >= 500
        ? new Unreachable(message)
        : new Rejected(message);
  }

  private static Map<String, MessageAttributeValue> attributes(ObjectNode message) {
    Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
    for (String name : ATTRIBUTES) {
      JsonNode value = message.path(name);
      if (!value.isNull() && !value.asText().isEmpty()) {
        attributes.put(
            name,
            MessageAttributeValue.builder().dataType("String").stringValue(value.asText()).build());
      }
    }
    return attributes;
  }

  private static long size(String text, Map<String, MessageAttributeValue> attributes) {
    Stream<String> ofAttributes =
        attributes.entrySet().stream()
            .flatMap(
                a -> Stream.of(a.getKey(), a.getValue().dataType(), a.getValue().stringValue()));
    return Stream.concat(Stream.of(text), ofAttributes)
        .mapToLong(part -> part.getBytes(StandardCharsets.UTF_8).length)
        .sum();
  }
}
