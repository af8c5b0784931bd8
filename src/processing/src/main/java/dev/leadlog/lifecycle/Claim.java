package dev.leadlog.lifecycle;

/** What came of asking for a log, so as to be the only one who processes it. */
public sealed interface Claim {

  /** It is ours until the lease ends. */
  record Taken(LeadLog log) implements Claim {}

  /** Another worker has it, it waits, or it is not Pending: nothing to do with it now. */
  record NotDue(LeadLog log) implements Claim {}

  /** No such log: its record was never written, only its message. */
  record Absent() implements Claim {}
}
