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
 * How a lead counts.
 *
 * @param quarter the quarter of an hour in which Meta created the lead, else in which it was
 *     received: every zone's days begin with one
 * @param platform empty where it is not known
 * @param seconds from created to processed; null where the lead was not timed
 */
record CountedLead(
    int generation, Instant quarter, Status status, Source source, String platform, Long seconds) {

  private static final int QUARTER = 15 * 60;
  private static final int LONGEST_PLATFORM = 40;

  /**
   * How the log of an item counts. Test leads and malformed changes are not counted; Pending logs
   * are counted where they are due.
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
