package dev.leadlog.notice;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.delivery.DeliveryResult;
import dev.leadlog.delivery.DeliveryResult.Blocked;
import dev.leadlog.delivery.DeliveryResult.Delivered;
import dev.leadlog.delivery.DeliveryResult.Rejected;
import dev.leadlog.delivery.DeliveryResult.Unreachable;
import dev.leadlog.delivery.Destination;
import dev.leadlog.delivery.DestinationDescription;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.delivery.InspectionResult;
import dev.leadlog.delivery.OutgoingLead;
import dev.leadlog.settings.SdkFailures;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.Content;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Sends a notice by e-mail: with SES if a sender is configured, else to the subscribers of the
 * deployment's SNS topic.
 */
@Singleton
class Email implements Destination {

  private static final String TYPE = "email";
  private static final String CHARSET = "UTF-8";
  private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(8);

  /** The limit of SNS (source: AWS, "Publish"); mail programs show less. */
  private static final int LONGEST_SUBJECT = 100;

  private static final String NO_SENDER =
      "neither a sender (from, or leadlog.notice.email.from) nor a topic"
          + " (leadlog.notice.email.topic) is configured";

  private static final Set<String> ACCESS_DENIED =
      Set.of(
          "AccessDenied",
          "AccessDeniedException",
          "AccountSendingPausedException",
          "AuthorizationError",
          "InvalidClientTokenId",
          "KMSAccessDenied",
          "MailFromDomainNotVerifiedException",
          "MessageRejected",
          "NotFound",
          "SignatureDoesNotMatch");

  private final Supplier<SesClient> ses;
  private final Supplier<SnsClient> sns;
  private final Notices notices;
  private final LeadlogSettings.Email deployment;

  @Inject
  Email(
      Instance<SesClient> ses, Instance<SnsClient> sns, Notices notices, LeadlogSettings settings) {
    this(ses::get, sns::get, notices, settings);
  }

  /**
   * @param ses supplies the client, which is created at the first mail
   * @param sns supplies the client, which is created at the first mail
   */
  Email(
      Supplier<SesClient> ses, Supplier<SnsClient> sns, Notices notices, LeadlogSettings settings) {
    this.ses = ses;
    this.sns = sns;
    this.notices = notices;
    this.deployment = settings.notice().email();
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public DestinationDescription description() {
    return EmailSetting.DESCRIPTION;
  }

  @Override
  public boolean isNotice() {
    return true;
  }

  @Override
  public Duration timeout() {
    return RESPONSE_TIMEOUT.plusSeconds(2);
  }

  @Override
  public List<String> check(DestinationSetting setting) {
    return read(setting).mistakes();
  }

  @Override
  public InspectionResult inspect(DestinationSetting setting) {
    EmailSetting read = read(setting);
    if (read.from() != null) {
      return read.to().isEmpty()
          ? InspectionResult.mistake("to: is missing; enter the addresses of the recipients")
          : InspectionResult.nothing();
    }
    if (deployment.topic().isEmpty()) {
      return InspectionResult.warning("from: " + NO_SENDER + ", so no notice is sent");
    }
    return read.to().isEmpty()
        ? InspectionResult.nothing()
        : InspectionResult.warning(
            "to: SES is not configured (leadlog.notice.email.from), so the notices go to"
                + " the subscribers of the topic "
                + deployment.topic().get());
  }

  @Override
  public Set<String> namedFields(DestinationSetting setting) {
    EmailSetting read = read(setting);
    Set<String> fields = new LinkedHashSet<>(LeadValues.asked(read.text()));
    fields.addAll(LeadValues.asked(read.subject()));
    return fields;
  }

  @Override
  public Optional<String> preview(
      Map<String, JsonNode> fields,
      Function<String, Optional<String>> known,
      DestinationSetting setting) {
    EmailSetting read = read(setting);
    Notice notice = notices.of(fields, known, read.text());
    return Optional.of(subject(notice, read) + "\n\n" + body(notice));
  }

  @Override
  public DeliveryResult deliver(OutgoingLead lead, DestinationSetting setting) {
    EmailSetting read = read(setting);
    if (!read.mistakes().isEmpty()) {
      return Blocked.ofMistakes(read.mistakes());
    }
    if (read.from() == null && deployment.topic().isEmpty()) {
      return new Blocked(NO_SENDER);
    }
    if (read.from() != null && read.to().isEmpty()) {
      return new Blocked("to is missing; enter the addresses of the recipients");
    }
    String address = read.from() == null ? deployment.topic().get() : read.from() + read.to();
    return notices.send(
        Channel.of(TYPE, address, Duration.ZERO),
        lead,
        read.text(),
        notice -> read.from() == null ? published(notice, read) : sent(notice, read));
  }

  private EmailSetting read(DestinationSetting setting) {
    return EmailSetting.read(setting, deployment);
  }

  private DeliveryResult sent(Notice notice, EmailSetting read) {
    Content subject = content(subject(notice, read));
    Content body = content(body(notice));
    return delivery(
        "SES",
        () ->
            ses.get()
                .sendEmail(
                    mail ->
                        mail.source(read.from())
                            .destination(to -> to.toAddresses(read.to()))
                            .message(m -> m.subject(subject).body(b -> b.text(body)))));
  }

  private DeliveryResult published(Notice notice, EmailSetting read) {
    String ascii = subject(notice, read).replaceAll("[^\\x20-\\x7e]", "?");
    return delivery(
        "SNS",
        () ->
            sns.get()
                .publish(
                    to ->
                        to.topicArn(deployment.topic().orElseThrow())
                            .subject(ascii)
                            .message(body(notice))));
  }

  private static DeliveryResult delivery(String service, Runnable call) {
    try {
      call.run();
      return new Delivered(null);
    } catch (AwsServiceException e) {
      return refused(service, e);
    } catch (RuntimeException e) {
      if (SdkFailures.of(e) instanceof SdkException) {
        return new Unreachable(service + " did not answer");
      }
      throw e;
    }
  }

  /** Without the service's message, which repeats addresses. */
  private static DeliveryResult refused(String service, AwsServiceException e) {
    String code =
        Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
    String message = (service + " answered " + e.statusCode() + " " + code).strip();
    if (e.isThrottlingException() || e.statusCode() >= 500) {
      return new Unreachable(message);
    }
    return ACCESS_DENIED.contains(code) || e.statusCode() == 401 || e.statusCode() == 403
        ? new Blocked(
            message
                + "; check that the sender is verified in SES and is the stack's parameter"
                + " NoticeSender, and that the account may send to these addresses")
        : new Rejected(message);
  }

  /** The subject contains values of the lead; the subject of a bundle is the text of the notice. */
  private static String subject(Notice notice, EmailSetting read) {
    String filled = notice.isOfSeveral() ? notice.plain() : read.subject(notice);
    String line = filled.replaceAll("\\s+", " ").strip();
    String cut =
        line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT - 1) + "…";
    return cut.isEmpty() ? "New lead" : cut;
  }

  private static String body(Notice notice) {
    return notice.link() == null
        ? notice.plain()
        : notice.plain() + "\n\nOpen in Leadlog: " + notice.link();
  }

  private static Content content(String text) {
    return Content.builder().charset(CHARSET).data(text).build();
  }
}
