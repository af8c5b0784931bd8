package dev.leadlog.lifecycle;

import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import java.time.Instant;
import java.util.List;

/**
 * Where a lead stands.
 *
 * @param configReference {@code <pageId>@<revision>} of the page configuration that was used
 * @param lease null while no worker has it
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
   * What the destinations have.
   *
   * @param leadDocReference the record at the first destination that has one, or the one that was
   *     made by hand; null for none
   * @param deliveries one entry per destination that was tried, in the order of the configuration
   */
  public record Delivered(LeadDocReference leadDocReference, List<DeliveryEntry> deliveries) {

    public static final Delivered NOTHING = new Delivered(null, List.of());
  }

  /**
   * A worker's claim.
   *
   * @param claimId every write of the worker is conditional on it
   * @param until until when the worker may be at work
   */
  public record Lease(String claimId, Instant until) {}

  /**
   * What a person asked for.
   *
   * @param byHand a person asked for this attempt, so a token that was found dead is tried once
   *     more
   * @param refetch the lead is read again, although there is a payload
   * @param job the id of the job that put it back last; null for none
   * @param destinations the names of the only ones to deliver to; empty for all
   */
  public record Request(boolean byHand, boolean refetch, String job, List<String> destinations) {}

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
