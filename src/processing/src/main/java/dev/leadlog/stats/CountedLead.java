package dev.leadlog.stats;

import static dev.leadlog.dynamodb.Attributes.flag;
import static dev.leadlog.dynamodb.Attributes.number;
import static dev.leadlog.dynamodb.Attributes.text;
import static dev.leadlog.dynamodb.Attributes.time;

import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The values by which a lead is counted.
 *
 * @param quarter the quarter of an hour in which Meta created the lead, else in which it was
 *     received; in every zone, days begin with a quarter
 * @param platform empty if it is not known
 * @param seconds the time from created to processed; null if it is not known
 */
record CountedLead(
    int generation, Instant quarter, Status status, Source source, String platform, Long seconds) {

  private static final int QUARTER = 15 * 60;
  private static final int LONGEST_PLATFORM = 40;

  /**
   * Returns how the log of an item is counted. Test leads and malformed changes are not counted;
   * Pending logs are counted from the index of due logs.
   */
  static Optional<CountedLead> of(
      Map<String, AttributeValue> item, CounterGenerations.Generations generations) {
    if (item.isEmpty()) {
      return Optional.empty();
    }
    Status status = Status.of(text(item, "status")).orElseThrow();
    boolean counts =
        status != Status.PENDING
            && !Boolean.TRUE.equals(flag(item, "test"))
            && !new LeadgenId(text(item, "leadgenId")).isMalformed();
    return counts
        ? Optional.of(
            new CountedLead(
                generations.of(item),
                quarter(time(item, "createdTime"), time(item, "receivedTime")),
                status,
                Source.of(text(item, "source")).orElseThrow(),
                platform(text(item, "platform")),
                item.containsKey("secondsToProcessed")
                    ? Long.valueOf(number(item, "secondsToProcessed"))
                    : null))
        : Optional.empty();
  }

  static Instant quarter(Instant createdTime, Instant receivedTime) {
    Instant created = createdTime == null ? receivedTime : createdTime;
    return Instant.ofEpochSecond(Math.floorDiv(created.getEpochSecond(), QUARTER) * QUARTER);
  }

  static String platform(String platform) {
    String text = Objects.requireNonNullElse(platform, "");
    return text.length() > LONGEST_PLATFORM ? text.substring(0, LONGEST_PLATFORM) : text;
  }
}
