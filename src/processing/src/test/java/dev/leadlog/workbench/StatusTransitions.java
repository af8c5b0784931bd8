package dev.leadlog.workbench;

import static dev.leadlog.log.Status.DISABLED;
import static dev.leadlog.log.Status.ERROR;
import static dev.leadlog.log.Status.LOSS;
import static dev.leadlog.log.Status.PENDING;
import static dev.leadlog.log.Status.PROCESSED;
import static dev.leadlog.log.Status.UNCONFIGURED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.lifecycle.HistoryEntry;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.log.Status;
import java.util.Map;
import java.util.Set;

/** Checks the status transitions of a log. */
public final class StatusTransitions {

  private static final Map<Status, Set<Status>> NEXT =
      Map.of(
          PENDING, Set.of(PENDING, PROCESSED, UNCONFIGURED, DISABLED, ERROR),
          UNCONFIGURED, Set.of(PENDING),
          DISABLED, Set.of(PENDING),
          ERROR, Set.of(PENDING),
          LOSS, Set.of(PENDING),
          PROCESSED, Set.of());

  /**
   * Asserts that each history entry is a valid transition, from Pending to the current status,
   * without an entry that changes nothing.
   */
  public static void assertOf(LeadLog log) {
    assertThat(log.history().get(0).from()).isNull();
    assertThat(log.history().get(0).to()).isEqualTo(PENDING);
    HistoryEntry before = log.history().get(0);
    for (HistoryEntry entry : log.history().subList(1, log.history().size())) {
      assertThat(entry.from()).as("history of %s", log).isEqualTo(before.to());
      assertThat(entry.at()).isAfterOrEqualTo(before.at());
      if (isFilling(entry)) {
        before = entry;
        continue;
      }
      assertThat(NEXT.get(entry.from())).as("history of %s", log).contains(entry.to());
      assertThat(entry.to() == before.to() && entry.reason() == before.reason())
          .as("an entry that changes nothing")
          .isFalse();
      before = entry;
    }
    assertThat(before.to()).isEqualTo(log.status());
  }

  /** Whether the entry only records that answers were filled in. */
  private static boolean isFilling(HistoryEntry entry) {
    return LeadLogs.FILLED.equals(entry.note()) && entry.from() == entry.to();
  }

  private StatusTransitions() {}
}
