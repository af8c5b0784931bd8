package dev.leadlog.notice;

import static dev.leadlog.dynamodb.Attributes.n;
import static dev.leadlog.dynamodb.Attributes.s;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.bookkeeping.Bookkeeping;
import dev.leadlog.dynamodb.Attributes;
import dev.leadlog.dynamodb.Condition;
import dev.leadlog.dynamodb.ItemUpdate;
import dev.leadlog.log.LeadgenId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Limits the rate of notices in a channel. The first leads of a minute are sent at once, each in
 * its own message. Leads beyond the rate join the bundle of their minute and wait. The first of
 * them that is retried sends one message for all; the notices of the others then count as sent. The
 * state is in {@code Bookkeeping}, so all instances share it:
 *
 * <ul>
 *   <li>{@code minute#<number>}: how many were sent at once ({@code single}) and how many are in
 *       the bundle ({@code bundled}); {@code closed} as soon as its message is being sent, after
 *       which no lead joins; {@code heldUntil} while the message is being sent or must wait; {@code
 *       sent}, or {@code refused} with the channel's message
 *   <li>{@code lead#<leadgenId>}: the minute whose bundle a lead has joined
 *   <li>{@code pace}: when the next message may be sent
 * </ul>
 *
 * <p>After a crash between counting and storing a lead, the count is too high by one, never too
 * low. After a crash between a message and its mark {@code sent}, the message is sent once more. If
 * DynamoDB is unavailable, a lead is sent at once.
 */
@Singleton
class NoticeBundles {

  /** What to do with a notice. */
  sealed interface Decision {

    /** Send it after a pause. */
    record SendNow(Duration pause) implements Decision {}

    /** Wait in a bundle. */
    record Wait(Instant until) implements Decision {}

    /** Send the message of its bundle. */
    record SendBundle(long minute, int count) implements Decision {}

    /** Nothing: the message of its bundle was sent. */
    record AlreadySent() implements Decision {}

    /** Nothing: the channel rejected the message of its bundle. */
    record Refused(String message) implements Decision {}
  }

  private static final Logger LOG = Logger.getLogger(NoticeBundles.class);

  /** A lead that would have to wait longer for its channel's pace joins the bundle. */
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /** How long a bundle is held while its message is sent: longer than the longest delivery. */
  private static final Duration SENDING = Duration.ofSeconds(45);

  /** Tolerance for clock differences between instances. */
  private static final Duration AFTER_THE_MINUTE = Duration.ofSeconds(2);

  /** When a lead looks again whose bundle another lead is sending. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /** Longer than the hour for which a notice is retried. */
  private static final Duration KEPT = Duration.ofHours(6);

  private static final String SINGLE = "single";
  private static final String BUNDLED = "bundled";
  private static final String CLOSED = "closed";
  private static final String HELD_UNTIL = "heldUntil";
  private static final String SENT = "sent";
  private static final String REFUSED = "refused";
  private static final String MINUTE = "minute";
  private static final String NEXT = "next";
  private static final String PACE = "pace";
  private static final String EXPIRES_AT = "expiresAt";
  private static final int ATTEMPTS = 3;

  private final Bookkeeping bookkeeping;
  private final Clock clock;
  private final int perMinute;

  NoticeBundles(Bookkeeping bookkeeping, LeadlogSettings settings, Clock clock) {
    this.bookkeeping = bookkeeping;
    this.clock = clock;
    this.perMinute = settings.notice().perMinute();
  }

  Decision next(Channel channel, LeadgenId lead) {
    try {
      Optional<Long> joined = bundleOf(channel, lead);
      return joined.isPresent()
          ? inBundle(channel, lead, joined.get())
          : single(channel)
              .<Decision>map(Decision.SendNow::new)
              .orElseGet(() -> join(channel, lead));
    } catch (SdkException e) {
      LOG.infof(
          "the notice of %s is sent without a rate limit: %s", lead, e.getClass().getSimpleName());
      return new Decision.SendNow(Duration.ZERO);
    }
  }

  /** Stores that the message of a bundle was sent. */
  void sent(Channel channel, LeadgenId lead, long minute) {
    ignoringFailure(
        lead,
        () -> {
          bookkeeping.update(
              channel.key(),
              minuteKey(minute),
              ifClosed().set(SENT, Attributes.time(clock.instant())));
          bookkeeping.delete(channel.key(), leadKey(lead));
        });
  }

  /** Stores that the message of a bundle failed and when to retry it. */
  void failed(Channel channel, LeadgenId lead, long minute, Instant notBefore) {
    ignoringFailure(
        lead,
        () ->
            bookkeeping.update(
                channel.key(), minuteKey(minute), ifClosed().set(HELD_UNTIL, millis(notBefore))));
  }

  /** Stores that the channel rejected the message of a bundle permanently. */
  void refused(Channel channel, LeadgenId lead, long minute, String message) {
    ignoringFailure(
        lead,
        () ->
            bookkeeping.update(
                channel.key(), minuteKey(minute), ifClosed().set(REFUSED, s(message))));
  }

  /** Stores that the channel throttles messages. */
  void throttled(Channel channel, LeadgenId lead, Instant until) {
    ignoringFailure(
        lead,
        () ->
            bookkeeping.update(
                channel.key(),
                PACE,
                update()
                    .set(NEXT, millis(until))
                    .onlyIf(
                        Condition.any(
                            Condition.absent(NEXT), Condition.less(NEXT, millis(until))))));
  }

  private Optional<Long> bundleOf(Channel channel, LeadgenId lead) {
    Map<String, AttributeValue> item = bookkeeping.read(channel.key(), leadKey(lead));
    return isLive(item) ? Optional.of(number(item, MINUTE)) : Optional.empty();
  }

  /** DynamoDB deletes expired items up to two days later. */
  private boolean isLive(Map<String, AttributeValue> item) {
    return !item.isEmpty() && number(item, EXPIRES_AT) > clock.instant().getEpochSecond();
  }

  private Decision inBundle(Channel channel, LeadgenId lead, long minute) {
    Instant now = clock.instant();
    Instant end = endOf(minute);
    if (now.isBefore(end)) {
      return new Decision.Wait(end);
    }
    Map<String, AttributeValue> item = bookkeeping.read(channel.key(), minuteKey(minute));
    if (item.containsKey(SENT)) {
      bookkeeping.delete(channel.key(), leadKey(lead));
      return new Decision.AlreadySent();
    }
    if (item.containsKey(REFUSED)) {
      bookkeeping.delete(channel.key(), leadKey(lead));
      return new Decision.Refused(item.get(REFUSED).s());
    }
    Instant held = Instant.ofEpochMilli(number(item, HELD_UNTIL));
    return held.isAfter(now) ? new Decision.Wait(held) : begin(channel, minute, now);
  }

  /** Only one lead of a bundle sends its message at a time. */
  private Decision begin(Channel channel, long minute, Instant now) {
    return bookkeeping
        .updated(
            channel.key(),
            minuteKey(minute),
            update()
                .set(CLOSED, Attributes.time(now))
                .set(HELD_UNTIL, millis(now.plus(SENDING)))
                .onlyIf(Condition.absent(SENT))
                .onlyIf(Condition.absent(REFUSED))
                .onlyIf(
                    Condition.any(
                        Condition.absent(HELD_UNTIL), Condition.atMost(HELD_UNTIL, millis(now)))))
        .<Decision>map(item -> new Decision.SendBundle(minute, (int) number(item, BUNDLED)))
        .orElseGet(() -> new Decision.Wait(now.plus(RETRY_AFTER)));
  }

  /** Returns the pause before a single message; empty beyond the rate. */
  private Optional<Duration> single(Channel channel) {
    long minute = minute(clock.instant());
    return increased(channel, minute, SINGLE, Condition.less(SINGLE, n(perMinute)))
        ? pause(channel)
        : Optional.empty();
  }

  /** Increases a counter of a minute if the condition holds. */
  private boolean increased(Channel channel, long minute, String name, Condition condition) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      ItemUpdate first =
          update().set(name, n(1)).onlyIf(Condition.absent(name)).onlyIf(Condition.absent(CLOSED));
      if (bookkeeping.update(channel.key(), minuteKey(minute), expiring(first))) {
        return true;
      }
      ItemUpdate more =
          update().increase(name, 1).onlyIf(condition).onlyIf(Condition.absent(CLOSED));
      if (bookkeeping.update(channel.key(), minuteKey(minute), expiring(more))) {
        return true;
      }
    }
    return false;
  }

  private Optional<Duration> pause(Channel channel) {
    if (channel.pace().isZero()) {
      return Optional.of(Duration.ZERO);
    }
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Instant now = clock.instant();
      Optional<Duration> pause = withoutPause(channel, now).or(() -> behindOthers(channel, now));
      if (pause.isPresent()) {
        return pause;
      }
    }
    return Optional.empty();
  }

  /** Returns no pause if no message was sent recently. */
  private Optional<Duration> withoutPause(Channel channel, Instant now) {
    ItemUpdate update =
        update()
            .set(NEXT, millis(now.plus(channel.pace())))
            .onlyIf(Condition.any(Condition.absent(NEXT), Condition.atMost(NEXT, millis(now))));
    return bookkeeping.update(channel.key(), PACE, update)
        ? Optional.of(Duration.ZERO)
        : Optional.empty();
  }

  private Optional<Duration> behindOthers(Channel channel, Instant now) {
    ItemUpdate update =
        update()
            .increase(NEXT, Math.toIntExact(channel.pace().toMillis()))
            .onlyIf(Condition.atMost(NEXT, millis(now.plus(LONGEST_PAUSE))))
            .onlyIf(Condition.atLeast(NEXT, millis(now)));
    return bookkeeping
        .updated(channel.key(), PACE, update)
        .map(item -> Instant.ofEpochMilli(number(item, NEXT)).minus(channel.pace()))
        .map(freeAt -> Duration.between(now, freeAt))
        .map(pause -> pause.isNegative() ? Duration.ZERO : pause);
  }

  /** Counts before storing the lead, so that the message never names too few leads. */
  private Decision join(Channel channel, LeadgenId lead) {
    long minute = minute(clock.instant());
    Condition any = Condition.present(BUNDLED);
    while (!increased(channel, minute, BUNDLED, any)) {
      minute++;
    }
    Map<String, AttributeValue> note = Map.of(MINUTE, n(minute), EXPIRES_AT, expiry());
    bookkeeping.put(channel.key(), leadKey(lead), note);
    return new Decision.Wait(endOf(minute));
  }

  /** Returns an update on the condition that the bundle is closed. */
  private static ItemUpdate ifClosed() {
    return update().onlyIf(Condition.present(CLOSED));
  }

  private static ItemUpdate update() {
    return new ItemUpdate();
  }

  private ItemUpdate expiring(ItemUpdate update) {
    return update.set(EXPIRES_AT, expiry());
  }

  private AttributeValue expiry() {
    return n(clock.instant().plus(KEPT).getEpochSecond());
  }

  private void ignoringFailure(LeadgenId lead, Runnable write) {
    try {
      write.run();
    } catch (SdkException e) {
      LOG.infof(
          "the notice state of %s could not be stored: %s", lead, e.getClass().getSimpleName());
    }
  }

  private static Instant endOf(long minute) {
    return Instant.ofEpochSecond((minute + 1) * 60).plus(AFTER_THE_MINUTE);
  }

  private static long minute(Instant time) {
    return time.getEpochSecond() / 60;
  }

  private static AttributeValue millis(Instant time) {
    return n(time.toEpochMilli());
  }

  private static long number(Map<String, AttributeValue> item, String name) {
    return item.containsKey(name) ? Long.parseLong(item.get(name).n()) : 0;
  }

  private static String minuteKey(long minute) {
    return "minute#" + minute;
  }

  private static String leadKey(LeadgenId lead) {
    return "lead#" + lead;
  }
}
