package dev.leadlog.webhook;

import dev.leadlog.intake.Intake;
import dev.leadlog.intake.LeadNotification;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.settings.Metrics;
import dev.leadlog.settings.Secrets;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Verifies the signature of a webhook notification and records its leads. */
@Singleton
class WebhookReceiver {

  private static final Logger LOG = Logger.getLogger(WebhookReceiver.class);

  /** Lambda accepts 6 MB; 1,000 changes from Meta have about 300 KB. */
  static final int LARGEST_BODY = 4 * 1024 * 1024;

  /** The result of a POST. */
  enum ReceiveResult {
    RECORDED,
    TOO_LARGE,
    NO_SECRETS,
    NO_SIGNATURE,
    BAD_SIGNATURE,
    NOT_RECORDED
  }

  private final Secrets secrets;
  private final Intake intake;
  private final Metrics metrics;
  private final Clock clock;

  WebhookReceiver(Secrets secrets, Intake intake, Metrics metrics, Clock clock) {
    this.secrets = secrets;
    this.intake = intake;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Whether this is a handshake with the right verify token; empty if the token cannot be read. */
  Optional<Boolean> isHandshake(String mode, String token) {
    return secrets
        .verifyToken()
        .map(known -> "subscribe".equals(mode) && token != null && isVerifyToken(known, token));
  }

  /** Reads the token again if it does not match: it may have been changed. */
  private boolean isVerifyToken(String known, String token) {
    if (same(known, token)) {
      return true;
    }
    secrets.rereadApp();
    return secrets.verifyToken().filter(current -> same(current, token)).isPresent();
  }

  ReceiveResult receive(byte[] body, String signature) {
    if (body.length > LARGEST_BODY) {
      return ReceiveResult.TOO_LARGE;
    }
    if (secrets.appSecrets().isEmpty()) {
      LOG.error("no app secret can be read, so webhook notifications cannot be verified");
      return ReceiveResult.NO_SECRETS;
    }
    if (signature == null || signature.isBlank()) {
      metrics.count("signature.rejected");
      return ReceiveResult.NO_SIGNATURE;
    }
    if (!isSigned(body, signature)) {
      metrics.count("signature.rejected");
      return ReceiveResult.BAD_SIGNATURE;
    }
    return record(WebhookBody.read(body, clock.instant()));
  }

  /** Reads the secrets again if none matches: one may have been rotated. */
  private boolean isSigned(byte[] body, String signature) {
    if (Signature.isValid(signature, body, secrets.appSecrets())) {
      return true;
    }
    List<String> before = secrets.appSecrets();
    secrets.rereadApp();
    return !before.equals(secrets.appSecrets())
        && Signature.isValid(signature, body, secrets.appSecrets());
  }

  private ReceiveResult record(WebhookBody webhookBody) {
    metrics.count("webhook.ignored", webhookBody.ignored());
    metrics.count("webhook.without_values", webhookBody.withoutValues());
    if (webhookBody.withoutValues() > 0) {
      LOG.warn(
          "Meta sent changes without their values: turn on \"Include Values\" for the page's leadgen field in the app's webhooks");
    }
    if (webhookBody.malformed() > 0) {
      metrics.count("webhook.malformed", webhookBody.malformed());
      LOG.warnf(
          "%d parts of a signed webhook notification could not be read; they are logged as MALFORMED_CHANGE",
          webhookBody.malformed());
    }
    List<LeadNotification> announced = webhookBody.announced();
    Set<LeadgenId> lost = intake.record(announced);
    if (lost.isEmpty()) {
      return ReceiveResult.RECORDED;
    }
    LOG.errorf(
        "%d of %d leads could be written neither to the log nor to the queue; Meta will send them again: %s",
        lost.size(), announced.size(), lost);
    return ReceiveResult.NOT_RECORDED;
  }

  private static boolean same(String known, String claimed) {
    return MessageDigest.isEqual(
        known.getBytes(StandardCharsets.UTF_8), claimed.getBytes(StandardCharsets.UTF_8));
  }
}
