package dev.leadlog.log;

import java.time.Instant;

/**
 * A lead as it is first recorded, before it is evaluated.
 *
 * @param createdTime null where it is not known
 * @param raw what Meta sent, as JSON; null where Meta sent nothing
 * @param malformed why it can never be processed; null for a lead, which begins as Pending
 * @param read the lead itself, where its source had the answers; else null
 * @param later how it begins where it is recorded as one of many; null for one that was received
 *     just now
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
   * How it came.
   *
   * @param loggedAt when it is recorded; null for at the time of receipt
   */
  public record Arrival(Instant receivedTime, Source source, Instant loggedAt) {}

  /** Why it can never be processed, and the same in words. */
  public record Malformed(Reason reason, String words) {}

  /**
   * How a lead begins that is recorded as one of many. Its message waits behind theirs, and it may
   * have been received at some other time than now.
   *
   * @param at when it is recorded, and due
   * @param retryUntil when retries end
   * @param by who brings it, for the history
   */
  public record Later(Instant at, Instant retryUntil, String by) {}

  /** A lead of which no more is known. */
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

  /** The same lead with its answers. */
  public NewLead with(FetchedLead answers) {
    return new NewLead(ids, createdTime, arrival, raw, malformed, answers, later);
  }

  public NewLead asBulk(Later begins) {
    return new NewLead(ids, createdTime, arrival, raw, malformed, read, begins);
  }

  /** The same lead, recorded at another time than that of its receipt. */
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

  /** When it is recorded. */
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
