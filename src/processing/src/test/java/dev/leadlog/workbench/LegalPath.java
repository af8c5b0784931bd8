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

/** The ways from status to status that there are. */
public final class LegalPath {

  private static final Map<Status, Set<Status>> NEXT =
      Map.of(
          PENDING, Set.of(PENDING, PROCESSED, UNCONFIGURED, DISABLED, ERROR),
          UNCONFIGURED, Set.of(PENDING),
          DISABLED, Set.of(PENDING),
          ERROR, Set.of(PENDING),
          LOSS, Set.of(PENDING),
          PROCESSED, Set.of());

  /** From Pending to where the log stands now, without a step that is none or comes twice. */
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
          .as("a step to where it stood")
          .isFalse();
      before = entry;
    }
    assertThat(before.to()).isEqualTo(log.status());
  }

  /** Answers were filled in, and nothing else has changed. */
  private static boolean isFilling(HistoryEntry entry) {
    return LeadLogs.FILLED.equals(entry.note()) && entry.from() == entry.to();
  }

  private LegalPath() {}
}
