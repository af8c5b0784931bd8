package dev.leadlog.lifecycle;

/** The result of claiming a log for processing. */
public sealed interface Claim {

  /** This worker has the claim until the lease ends. */
  record Taken(LeadLog log) implements Claim {}

  /** Another worker has the claim, the log waits, or it is not Pending. */
  record NotDue(LeadLog log) implements Claim {}

  /** There is no log: only its message was sent, its record was never written. */
  record Absent() implements Claim {}
}
