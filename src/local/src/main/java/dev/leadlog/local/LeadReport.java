package dev.leadlog.local;

import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What became of leads, for a person at a terminal: a row a lead, and under it what to do about it.
 */
final class LeadReport {

  private static final String ROW = "%-19s %-17s %-16s %-13s %-20s%n";

  /** An EnumSet: a Pending lead has no reason, and an immutable set must not be asked for null. */
  private static final Set<Reason> NOTHING_TO_MEND =
      EnumSet.of(Reason.TEST_LEAD, Reason.META_DASHBOARD_TEST, Reason.META_THROTTLED);

  private final LocalSettings local;

  LeadReport(LocalSettings local) {
    this.local = local;
  }

  String of(List<LeadLog> logs) {
    StringBuilder text = new StringBuilder("\n");
    if (!logs.isEmpty()) {
      text.append(ROW.formatted("LEADGEN ID", "PAGE", "FORM", "STATUS", "REASON"));
      logs.forEach(log -> append(text, log));
      text.append('\n');
    }
    return text.append(next()).toString();
  }

  private void append(StringBuilder text, LeadLog log) {
    text.append(
        ROW.formatted(
            log.leadgenId(), log.pageId(), log.formId(), log.status().text(), remarks(log)));
    if (log.status() != Status.PROCESSED) {
      log.remedy().ifPresent(remedy -> text.append("  remedy: ").append(remedy).append('\n'));
      text.append("  mend:   ").append(command(log)).append('\n');
    }
  }

  private static String remarks(LeadLog log) {
    String reason = log.reason() == null ? "-" : log.reason().name();
    return reason
        + (Boolean.TRUE.equals(log.metadata().organic()) ? "  (organic)" : "")
        + (log.test() ? "  (test lead)" : "")
        + (wasThrottled(log) ? "  (throttled first)" : "");
  }

  private static boolean wasThrottled(LeadLog log) {
    return log.history().stream().anyMatch(entry -> entry.reason() == Reason.META_THROTTLED);
  }

  private String command(LeadLog log) {
    if (NOTHING_TO_MEND.contains(log.reason()) || log.status() == Status.PENDING) {
      return "nothing to do";
    }
    String again =
        "curl -sS -X POST %s/api/lead-logs/%s/process".formatted(local.url(), log.leadgenId());
    Path mended = local.home().resolve("src/local/demo/mended-" + log.pageId() + ".json");
    if (!Files.exists(mended)) {
      return again;
    }
    String save =
        "curl -sS -X PUT -T '%s' %s/api/pages/%s".formatted(mended, local.url(), log.pageId());
    boolean isSentOnBySaving = log.status() != Status.ERROR;
    return isSentOnBySaving ? save : save + " && " + again;
  }

  private String next() {
    return """
        Leadlog runs on %1$s. Stop it with Ctrl-C.
          the console:    %1$s/console
          the log:        curl -sS %1$s/api/lead-logs
          another lead:   curl -sS -X POST %1$s/simulated-meta/leads -d '{"pageId":"1635959142565683","formId":"527829666666421"}'
          a page:         curl -sS %1$s/api/pages/1635959142565683
        """
        .formatted(local.url());
  }
}
