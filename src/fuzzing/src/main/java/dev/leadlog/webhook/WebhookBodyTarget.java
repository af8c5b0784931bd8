package dev.leadlog.webhook;

import static dev.leadlog.fuzzing.Target.require;

import dev.leadlog.fuzzing.Target;
import dev.leadlog.intake.MessageTarget;
import java.time.Instant;

/** The body of a webhook. Each change is a lead or malformed, and fits into both stores. */
public final class WebhookBodyTarget implements Target {

  private static final Instant NOW = Instant.parse("2026-02-28T08:49:14.120Z");

  @Override
  public String name() {
    return "webhook-body";
  }

  @Override
  public void read(byte[] body) {
    WebhookBody webhookBody = WebhookBody.read(body, NOW);
    require(
        webhookBody.ignored() >= 0 && webhookBody.withoutValues() >= 0, "counts are not negative");
    require(
        webhookBody.announced().size() <= 2 * WebhookBody.MOST_CHANGES + 1,
        "the number of notifications is limited");
    webhookBody.announced().forEach(MessageTarget::assertFits);
  }
}
