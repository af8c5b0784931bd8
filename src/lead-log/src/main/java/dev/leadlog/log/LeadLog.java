package dev.leadlog.log;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The record of one lead. What is not known is null, as in the JSON of the API.
 *
 * @param organic null before the lead is read
 * @param configReference {@code <pageId>@<revision>} of the page configuration that was used
 * @param rawPayload what Meta announced, as JSON
 * @param leadPayload the lead as Meta gave it, as JSON, unchanged
 * @param correctedPayload what a person made of it, as JSON
 * @param unexpectedAnswer what Meta answered when that was no lead, cut
 * @param retryAt when a Pending lead is due
 * @param retryUntil when trying ends; null counts from receivedTime
 * @param sweepAt when the sweep looks at it next; null when nothing is due
 * @param claims how often a worker took it: every write of a worker is held against the number it
 *     took
 * @param byHand a person asked for this round, so a token that was found dead is asked once more
 * @param erasedAt when a person's data were erased: such a log is never read or processed again
 * @param leasedUntil until when a worker may be at work with it; null while none is
 * @param refetch a person asked for it to be read again, although there is a payload
 * @param job the id of the job that put it back last; null for none
 * @param counted how it stands in the counters, in their words; null for not at all
 */
public record LeadLog(
    LeadgenId leadgenId,
    PageId pageId,
    String adId,
    FormId formId,
    Instant createdTime,
    Instant receivedTime,
    Source source,
    String platform,
    Boolean organic,
    boolean test,
    Status status,
    Reason reason,
    String errorMessage,
    String configReference,
    String leadForm,
    LeadDocReference leadDocReference,
    String rawPayload,
    String leadPayload,
    String correctedPayload,
    String unexpectedAnswer,
    int attempts,
    Instant retryAt,
    Instant retryUntil,
    int announcements,
    List<Problem> problems,
    List<HistoryEntry> history,
    Instant sweepAt,
    int claims,
    boolean byHand,
    Instant erasedAt,
    Instant leasedUntil,
    boolean refetch,
    String job,
    String counted) {

  public Optional<PageId> page() {
    return Optional.ofNullable(pageId);
  }

  public Optional<FormId> form() {
    return Optional.ofNullable(formId);
  }

  /** What to do about it. */
  public Optional<String> remedy() {
    return Optional.ofNullable(reason).map(Reason::remedy);
  }

  /** The payload that mapping goes by: the corrected one, else the one that was read. */
  public Optional<String> payload() {
    return Optional.ofNullable(correctedPayload).or(() -> Optional.ofNullable(leadPayload));
  }

  /**
   * How long it took from the person's submission to now; nothing for one that no webhook
   * announced, which may be of any age, or of which Meta did not say when it was created.
   */
  public Optional<Duration> onItsWay(Instant now) {
    return source == Source.WEBHOOK && createdTime != null
        ? Optional.of(
            createdTime.isBefore(now) ? Duration.between(createdTime, now) : Duration.ZERO)
        : Optional.empty();
  }

  /** When its status or its reason changed last. */
  public Instant changedAt() {
    return IntStream.range(0, history.size())
        .filter(this::isChange)
        .mapToObj(i -> history.get(i).at())
        .reduce((earlier, later) -> later)
        .orElse(receivedTime);
  }

  /** Correcting and erasing stand in the history too, and leave both as they were. */
  private boolean isChange(int i) {
    HistoryEntry entry = history.get(i);
    return i == 0 || entry.from() != entry.to() || entry.reason() != history.get(i - 1).reason();
  }

  public boolean isErased() {
    return erasedAt != null;
  }

  /** Ids and state only: the answers are personal data. */
  @Override
  public String toString() {
    return "LeadLog[" + leadgenId + ", " + status.text() + ", " + reason + "]";
  }
}
