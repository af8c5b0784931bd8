package dev.leadlog.log;

import java.time.Instant;

/**
 * A lead when it is first recorded, before it is evaluated.
 *
 * @param createdTime null if unknown
 * @param raw the change that Meta sent, as JSON; null if there was none
 * @param malformed why it can never be processed; null for a lead, whose first status is Pending
 * @param read the fetched lead, if its source had the answers; else null
 * @param later how a lead of bulk work begins; null for a lead that was received just now
 */
public record NewLead(
    LeadIds ids,
    Instant createdTime,
    Arrival arrival,
    String raw,
    Malformed malformed,
    FetchedLead read,
    Later later) {

  /**
   * When and from where the lead was received.
   *
   * @param loggedAt when it is recorded; null if that is the time of receipt
   */
  public record Arrival(Instant receivedTime, Source source, Instant loggedAt) {}

  /** Why a change can never be processed: the reason and the error message. */
  public record Malformed(Reason reason, String words) {}

  /**
   * How a lead of bulk work begins. Its message waits on the backlog queue, and its time of receipt
   * may be in the past.
   *
   * @param at when it is recorded and due
   * @param retryUntil when retries end
   * @param by the author of the first entry of the history
   */
  public record Later(Instant at, Instant retryUntil, String by) {}

  /** A lead of which only the ids, the time of receipt and the source are known. */
  public static NewLead of(LeadIds ids, Instant receivedTime, Source source) {
    return new NewLead(ids, null, new Arrival(receivedTime, source, null), null, null, null, null);
  }

  public NewLead created(Instant time) {
    return new NewLead(ids, time, arrival, raw, malformed, read, later);
  }

  public NewLead announcedBy(String json) {
    return new NewLead(ids, createdTime, arrival, json, malformed, read, later);
  }

  public NewLead malformed(Reason reason, String words) {
    return new NewLead(ids, createdTime, arrival, raw, new Malformed(reason, words), read, later);
  }

  /** Adds the fetched lead with its answers. */
  public NewLead with(FetchedLead answers) {
    return new NewLead(ids, createdTime, arrival, raw, malformed, answers, later);
  }

  public NewLead asBulk(Later begins) {
    return new NewLead(ids, createdTime, arrival, raw, malformed, read, begins);
  }

  /** Sets a time of recording that differs from the time of receipt. */
  public NewLead loggedAt(Instant time) {
    Arrival logged = new Arrival(receivedTime(), source(), time);
    return new NewLead(ids, createdTime, logged, raw, malformed, read, later);
  }

  public LeadgenId leadgenId() {
    return ids.leadgenId();
  }

  public PageId pageId() {
    return ids.pageId();
  }

  public FormId formId() {
    return ids.formId();
  }

  public String adId() {
    return ids.adId();
  }

  public Instant receivedTime() {
    return arrival.receivedTime();
  }

  public Source source() {
    return arrival.source();
  }

  public Instant recordedAt() {
    if (later != null) {
      return later.at();
    }
    return arrival.loggedAt() == null ? receivedTime() : arrival.loggedAt();
  }

  Status status() {
    return malformed == null ? Status.PENDING : Status.ERROR;
  }

  @Override
  public String toString() {
    return "NewLead[" + leadgenId() + "]";
  }
}
