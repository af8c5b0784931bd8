package dev.leadlog.lifecycle;

import dev.leadlog.log.Reason;
import dev.leadlog.mapping.Problem;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of a lead at one of its destinations.
 *
 * @param name of the destination in the page configuration
 * @param type of the destination
 * @param reference the record there; null where none was made
 * @param attempts deliveries that count so far
 * @param at when the last one ended
 * @param retry when it is tried again; null unless it waits
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

  /** Where the delivery stands. */
  public enum State {
    DELIVERED("Delivered"),
    WAITING("Waiting"),
    FAILED("Failed");

    private final String text;

    State(String text) {
      this.text = text;
    }

    /** The word that users see, and that is stored. */
    public String text() {
      return text;
    }

    static Optional<State> of(String text) {
      return Stream.of(values()).filter(state -> state.text.equals(text)).findFirst();
    }
  }

  /**
   * What was found.
   *
   * @param reason null where it was delivered without a remark
   * @param message what happened, in words without personal data; null for nothing
   * @param problems of single fields
   */
  public record Finding(Reason reason, String message, List<Problem> problems) {}

  /**
   * When it is tried again.
   *
   * @param until when a notice is given up; null for every other destination, whose time is the
   *     lead's
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

  /** When the first of those that wait is tried again. */
  public static Optional<Instant> nextRetry(List<DeliveryEntry> entries) {
    return entries.stream()
        .filter(DeliveryEntry::isWaiting)
        .map(entry -> entry.retry().at())
        .min(Comparator.naturalOrder());
  }

  /** The same after the waiting is over without a delivery. */
  public DeliveryEntry failed(Finding why, Instant now) {
    return new DeliveryEntry(name, type, State.FAILED, reference, why, attempts, now, null);
  }

  DeliveryEntry dueAt(Instant time) {
    NextTry now = new NextTry(time, retry.until());
    return new DeliveryEntry(name, type, state, reference, finding, attempts, at, now);
  }

  /** The same of an erased lead, for which nothing waits. */
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
