package dev.leadlog.lifecycle;

import dev.leadlog.log.Reason;
import dev.leadlog.mapping.Problem;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The state of a lead at one of its destinations.
 *
 * @param name the destination's name in the page configuration
 * @param type the destination's type
 * @param reference the record there; null if there is none
 * @param attempts the number of counted deliveries
 * @param at when the last delivery ended
 * @param retry the next retry; null unless the delivery waits
 */
public record DeliveryEntry(
    String name,
    String type,
    State state,
    LeadDocReference reference,
    Finding finding,
    int attempts,
    Instant at,
    NextTry retry) {

  /** The state of a delivery. */
  public enum State {
    DELIVERED("Delivered"),
    WAITING("Waiting"),
    FAILED("Failed");

    private final String text;

    State(String text) {
      this.text = text;
    }

    /** Returns the name that is stored and shown to users. */
    public String text() {
      return text;
    }

    static Optional<State> of(String text) {
      return Stream.of(values()).filter(state -> state.text.equals(text)).findFirst();
    }
  }

  /**
   * Why a delivery has its state.
   *
   * @param reason null if it was delivered without a remark
   * @param message what happened, without personal data; null for none
   * @param problems the problems of single fields
   */
  public record Finding(Reason reason, String message, List<Problem> problems) {}

  /**
   * The next retry.
   *
   * @param until when a notice is given up; null for every other destination, which is retried as
   *     long as the lead
   */
  public record NextTry(Instant at, Instant until) {}

  public boolean isDelivered() {
    return state == State.DELIVERED;
  }

  public boolean isWaiting() {
    return state == State.WAITING;
  }

  public boolean isFailed() {
    return state == State.FAILED;
  }

  /** Returns the earliest retry of the waiting deliveries. */
  public static Optional<Instant> nextRetry(List<DeliveryEntry> entries) {
    return entries.stream()
        .filter(DeliveryEntry::isWaiting)
        .map(entry -> entry.retry().at())
        .min(Comparator.naturalOrder());
  }

  /** Returns the entry after the retries have ended without a delivery. */
  public DeliveryEntry failed(Finding why, Instant now) {
    return new DeliveryEntry(name, type, State.FAILED, reference, why, attempts, now, null);
  }

  DeliveryEntry dueAt(Instant time) {
    NextTry now = new NextTry(time, retry.until());
    return new DeliveryEntry(name, type, state, reference, finding, attempts, at, now);
  }

  /** Returns the entry for an erased lead, without a retry. */
  DeliveryEntry erased() {
    State ended = isWaiting() ? State.FAILED : state;
    Finding reasonOnly = new Finding(finding.reason(), null, List.of());
    return new DeliveryEntry(name, type, ended, reference, reasonOnly, attempts, at, null);
  }

  /** Without the message. */
  @Override
  public String toString() {
    return "DeliveryEntry[" + name + ", " + state.text() + "]";
  }
}
