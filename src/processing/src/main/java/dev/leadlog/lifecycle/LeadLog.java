package dev.leadlog.lifecycle;

import dev.leadlog.log.FetchedLead;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The log of one lead. Unknown values are null, as in the JSON of the API. */
public record LeadLog(LeadMetadata metadata, ProcessingState processing, LeadData data) {

  /** A message may arrive a little early, because SQS delays are whole seconds. */
  public static final Duration EARLY = Duration.ofSeconds(5);

  public LeadgenId leadgenId() {
    return metadata.ids().leadgenId();
  }

  public PageId pageId() {
    return metadata.ids().pageId();
  }

  public Optional<PageId> page() {
    return Optional.ofNullable(pageId());
  }

  public FormId formId() {
    return metadata.ids().formId();
  }

  public Optional<FormId> form() {
    return Optional.ofNullable(formId());
  }

  public String adId() {
    return metadata.ids().adId();
  }

  public Instant createdTime() {
    return metadata.createdTime();
  }

  public Instant receivedTime() {
    return metadata.receivedTime();
  }

  public Source source() {
    return metadata.source();
  }

  /**
   * Returns whether the log came from a poll, an import or a job, so that its messages must not
   * delay leads from webhooks.
   */
  public boolean usesBacklog() {
    return source() != Source.WEBHOOK || processing.request().job() != null;
  }

  public boolean test() {
    return metadata.test();
  }

  public boolean isErased() {
    return metadata.erasedAt() != null;
  }

  public Status status() {
    return processing.status();
  }

  public Reason reason() {
    return processing.reason();
  }

  /** Returns the remedy of the reason. */
  public Optional<String> remedy() {
    return Optional.ofNullable(reason()).map(reason -> reason.remedy(errorMessage()));
  }

  public LeadDocReference leadDocReference() {
    return processing.delivered().leadDocReference();
  }

  /** Returns one entry per destination that was tried, in the order of the configuration. */
  public List<DeliveryEntry> deliveries() {
    return processing.delivered().deliveries();
  }

  /** Returns the state of the lead at a destination; empty if it was not tried. */
  public Optional<DeliveryEntry> delivery(String name) {
    return deliveries().stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  /** Returns when a log with a final status has a notice to send; empty for none. */
  public Optional<Instant> noticeAt() {
    return status() == Status.PENDING ? Optional.empty() : DeliveryEntry.nextRetry(deliveries());
  }

  public RetryState retry() {
    return processing.retry();
  }

  /** Returns whether a worker may be processing the log. */
  public boolean isLeased(Instant now) {
    return processing.lease() != null && processing.lease().until().isAfter(now);
  }

  public String errorMessage() {
    return data.errorMessage();
  }

  public String leadPayload() {
    return data.leadPayload();
  }

  public List<HistoryEntry> history() {
    return data.history();
  }

  /** Returns the payload for mapping: the corrected one, else the one that was read. */
  public Optional<String> payload() {
    return Optional.ofNullable(data.correctedPayload())
        .or(() -> Optional.ofNullable(data.leadPayload()));
  }

  /**
   * Returns the log with a lead that was read. Values from the webhook are kept; missing ones are
   * filled in.
   */
  public LeadLog with(FetchedLead lead) {
    return new LeadLog(metadata.with(lead), processing.named(lead.formName()), data.with(lead));
  }

  /** Returns the log with another due time of the sweep. */
  public LeadLog dueAt(Instant time) {
    return new LeadLog(metadata, processing.dueAt(time), data);
  }

  /**
   * Returns the time since the person's submission. Empty for a lead that no webhook announced,
   * because it may have any age, and for one without a creation time.
   */
  public Optional<Duration> sinceCreated(Instant now) {
    return source() == Source.WEBHOOK && createdTime() != null
        ? Optional.of(
            createdTime().isBefore(now) ? Duration.between(createdTime(), now) : Duration.ZERO)
        : Optional.empty();
  }

  /** Returns whether the log was Processed before it became Pending again. */
  public boolean wasProcessed() {
    return history().stream().anyMatch(entry -> entry.from() == Status.PROCESSED);
  }

  /** Returns when the status or the reason changed last. */
  public Instant changedAt() {
    return IntStream.range(0, history().size())
        .filter(this::isChange)
        .mapToObj(i -> history().get(i).at())
        .reduce((earlier, later) -> later)
        .orElse(receivedTime());
  }

  /** Corrections and erasure are also in the history, but change neither status nor reason. */
  private boolean isChange(int i) {
    HistoryEntry entry = history().get(i);
    return i == 0 || entry.from() != entry.to() || entry.reason() != history().get(i - 1).reason();
  }

  /** Only ids and state: the answers are personal data. */
  @Override
  public String toString() {
    return "LeadLog[" + leadgenId() + ", " + status().text() + ", " + reason() + "]";
  }
}
