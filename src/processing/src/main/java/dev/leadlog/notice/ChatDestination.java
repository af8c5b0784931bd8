package dev.leadlog.notice;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.delivery.DeliveryResult;
import dev.leadlog.delivery.DeliveryResult.Blocked;
import dev.leadlog.delivery.Destination;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.delivery.InspectionResult;
import dev.leadlog.delivery.OutgoingLead;
import dev.leadlog.delivery.SecretWebhook;
import dev.leadlog.text.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Base class of the chat destinations, which post a text to a webhook with a secret URL. */
abstract class ChatDestination implements Destination, SecretWebhook.WebhookService {

  private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(4);

  /** Time to update the bundles and to wait for the channel's pace. */
  private static final Duration TO_WAIT_FOR_RATE =
      Duration.ofSeconds(2).plus(NoticeBundles.LONGEST_PAUSE);

  private final SecretWebhook webhook;
  private final Notices notices;
  private final Duration responseTimeout;

  ChatDestination(SecretWebhook webhook, Notices notices) {
    this(webhook, notices, RESPONSE_TIMEOUT);
  }

  ChatDestination(SecretWebhook webhook, Notices notices, Duration responseTimeout) {
    this.webhook = webhook;
    this.notices = notices;
    this.responseTimeout = responseTimeout;
  }

  /** Returns the minimum time between two messages in one channel. */
  abstract Duration pace();

  /** Returns the message in the format of the chat service. */
  abstract JsonNode message(Notice notice);

  @Override
  public final boolean isNotice() {
    return true;
  }

  @Override
  public final Duration timeout() {
    return responseTimeout.plus(TIME_TO_READ_SECRETS).plus(TO_WAIT_FOR_RATE);
  }

  @Override
  public final List<String> check(DestinationSetting setting) {
    return read(setting).mistakes();
  }

  @Override
  public final InspectionResult inspect(DestinationSetting setting) {
    return webhook.inspect(read(setting).url(), this);
  }

  @Override
  public final Set<String> namedFields(DestinationSetting setting) {
    return LeadValues.asked(read(setting).text());
  }

  @Override
  public final Optional<String> preview(
      Map<String, JsonNode> fields,
      Function<String, Optional<String>> known,
      DestinationSetting setting) {
    return Optional.of(notices.of(fields, known, read(setting).text()).plain());
  }

  @Override
  public final DeliveryResult deliver(OutgoingLead lead, DestinationSetting setting) {
    WebhookSetting read = read(setting);
    if (!read.mistakes().isEmpty()) {
      return Blocked.ofMistakes(read.mistakes());
    }
    Channel channel = Channel.of(type(), read.url(), pace());
    return notices.send(
        channel,
        lead,
        read.text(),
        notice ->
            webhook.post(
                read.url(), this, Json.text(message(notice)), lead.fields(), responseTimeout));
  }

  private WebhookSetting read(DestinationSetting setting) {
    return WebhookSetting.read(setting, webhook, this);
  }
}
