package dev.leadlog.notice;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.delivery.DeliveryResult;
import dev.leadlog.delivery.DeliveryResult.Delivered;
import dev.leadlog.delivery.DeliveryResult.Rejected;
import dev.leadlog.delivery.DeliveryResult.Unreachable;
import dev.leadlog.delivery.OutgoingLead;
import dev.leadlog.log.LeadgenId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Sends the notice of a lead, alone or in one message with others. */
@Singleton
class Notices {

  private static final String LEADS = "#/leads";

  /** After a failure, only one lead of a bundle at a time retries its message. */
  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(20);

  private final NoticeBundles bundles;
  private final Clock clock;
  private final String console;

  Notices(NoticeBundles bundles, LeadlogSettings settings, Clock clock) {
    this.bundles = bundles;
    this.clock = clock;
    this.console = settings.console().url().orElse(null);
  }

  /**
   * Sends the notice of a lead, or the message of its bundle, if it is due.
   *
   * @param send posts a message
   */
  DeliveryResult send(
      Channel channel, OutgoingLead lead, NoticeText text, Function<Notice, DeliveryResult> send) {
    LeadgenId id = lead.log().leadgenId();
    NoticeBundles.Decision decision = bundles.next(channel, id);
    if (decision instanceof NoticeBundles.Decision.SendNow now) {
      pause(now.pause());
      return stored(channel, id, send.apply(of(lead, text)));
    }
    if (decision instanceof NoticeBundles.Decision.SendBundle all) {
      Notice notice =
          all.count() > 1
              ? Notice.ofSeveral(all.count(), console == null ? null : console + LEADS)
              : of(lead, text);
      return stored(channel, id, all.minute(), send.apply(notice));
    }
    if (decision instanceof NoticeBundles.Decision.Wait wait) {
      return new Unreachable(
          "the channel's rate is reached, so one message will report several leads", wait.until());
    }
    return decision instanceof NoticeBundles.Decision.Refused refused
        ? new Rejected(refused.message())
        : new Delivered(null, "reported in one message with other leads");
  }

  private Notice of(OutgoingLead lead, NoticeText text) {
    String id = lead.log().leadgenId().text();
    return of(
        lead.fields(),
        name -> name.equals("leadgenId") ? Optional.of(id) : lead.known().apply(name),
        text);
  }

  /** Creates the notice of one lead. */
  Notice of(
      Map<String, JsonNode> fields, Function<String, Optional<String>> known, NoticeText text) {
    String link =
        console == null
            ? null
            : known.apply("leadgenId").map(id -> console + LEADS + "/" + id).orElse(null);
    return new Notice(text, new LeadValues(fields, known, link)::of, link);
  }

  private DeliveryResult stored(Channel channel, LeadgenId id, DeliveryResult delivery) {
    if (delivery instanceof Unreachable busy && busy.notBefore() != null) {
      bundles.throttled(channel, id, busy.notBefore());
    }
    return delivery;
  }

  private DeliveryResult stored(
      Channel channel, LeadgenId id, long minute, DeliveryResult delivery) {
    Instant later = clock.instant().plus(AFTER_A_FAILURE);
    if (delivery instanceof Delivered) {
      bundles.sent(channel, id, minute);
    } else if (delivery instanceof Rejected rejected) {
      bundles.refused(channel, id, minute, rejected.message());
    } else {
      boolean hasTime = delivery instanceof Unreachable busy && busy.notBefore() != null;
      bundles.failed(channel, id, minute, hasTime ? ((Unreachable) delivery).notBefore() : later);
    }
    return stored(channel, id, delivery);
  }

  private static void pause(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
