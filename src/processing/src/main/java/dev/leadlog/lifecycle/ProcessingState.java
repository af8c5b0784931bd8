package dev.leadlog.lifecycle;

import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import java.time.Instant;
import java.util.List;

/**
 * The processing state of a lead.
 *
 * @param configReference {@code <pageId>@<revision>} of the page configuration that was used
 * @param lease null while no worker has a claim
 */
public record ProcessingState(
    Status status,
    Reason reason,
    String configReference,
    String leadForm,
    Delivered delivered,
    RetryState retry,
    Lease lease,
    Request request) {

  /**
   * The records and the state at the destinations.
   *
   * @param leadDocReference the record at the first destination that has one, or the one that a
   *     person created; null for none
   * @param deliveries one entry per destination that was tried, in the order of the configuration
   */
  public record Delivered(LeadDocReference leadDocReference, List<DeliveryEntry> deliveries) {

    public static final Delivered NOTHING = new Delivered(null, List.of());
  }

  /**
   * A worker's claim.
   *
   * @param claimId every write of the worker is conditional on it
   * @param until when the lease ends
   */
  public record Lease(String claimId, Instant until) {}

  /**
   * A person's request to process the lead.
   *
   * @param manual whether a person requested this attempt; then a token that was marked as rejected
   *     is tried once more
   * @param refetch whether the lead is read again although it has a payload
   * @param job the id of the last job that reprocessed it; null for none
   * @param destinations the names of the destinations to deliver to; empty for all
   */
  public record Request(boolean manual, boolean refetch, String job, List<String> destinations) {}

  ProcessingState dueAt(Instant time) {
    RetryState due = new RetryState(retry.attempts(), retry.retryAt(), retry.retryUntil(), time);
    return new ProcessingState(
        status, reason, configReference, leadForm, delivered, due, lease, request);
  }

  ProcessingState named(String formName) {
    return new ProcessingState(
        status,
        reason,
        configReference,
        formName == null ? leadForm : formName,
        delivered,
        retry,
        lease,
        request);
  }
}
