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
 * Formats leads for a terminal: one row per lead, and below it the remedy and a command that fixes
 * it.
 */
final class LeadReport {

  private static final String ROW = "%-19s %-17s %-16s %-13s %-20s%n";

  /** An EnumSet, because a Pending lead has no reason and an immutable set throws for null. */
  private static final Set<Reason> NOTHING_TO_DO =
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
    return text.append(hints()).toString();
  }

  private void append(StringBuilder text, LeadLog log) {
    text.append(
        ROW.formatted(
            log.leadgenId(), log.pageId(), log.formId(), log.status().text(), remarks(log)));
    if (log.status() != Status.PROCESSED) {
      log.remedy().ifPresent(remedy -> text.append("  remedy: ").append(remedy).append('\n'));
      text.append("  fix:    ").append(command(log)).append('\n');
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
    if (NOTHING_TO_DO.contains(log.reason()) || log.status() == Status.PENDING) {
      return "nothing to do";
    }
    String reprocess =
        "curl -sS -X POST %s/api/lead-logs/%s/process".formatted(local.url(), log.leadgenId());
    Path fixed = local.home().resolve("src/local/demo/fixed-" + log.pageId() + ".json");
    if (!Files.exists(fixed)) {
      return reprocess;
    }
    String save =
        "curl -sS -X PUT -T '%s' %s/api/pages/%s".formatted(fixed, local.url(), log.pageId());
    boolean isProcessedBySaving = log.status() != Status.ERROR;
    return isProcessedBySaving ? save : save + " && " + reprocess;
  }

  private String hints() {
    return """
        Leadlog runs on %1$s. Stop it with Ctrl-C.
          console:         %1$s/console
          lead log:        curl -sS %1$s/api/lead-logs
          create a lead:   curl -sS -X POST %1$s/simulated-meta/leads -d '{"pageId":"1635959142565683","formId":"527829666666421"}'
          configuration:   curl -sS %1$s/api/pages/1635959142565683
        """
        .formatted(local.url());
  }
}
