package dev.leadlog.lifecycle;

import static dev.leadlog.dynamodb.Attributes.n;
import static dev.leadlog.dynamodb.Attributes.s;
import static dev.leadlog.dynamodb.Attributes.time;

import dev.leadlog.dynamodb.ItemUpdate;
import dev.leadlog.log.LogKeys;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a change of a log's state writes, whoever makes it. */
final class LogChange {

  private static final int MOST_ENTRIES = 100;

  static void status(ItemUpdate update, LeadLog log, Status status) {
    update
        .set("status", s(status.text()))
        .set(
            LogKeys.STATUS_SHARD, LogKeys.statusShard(log.leadgenId(), log.receivedTime(), status));
  }

  /**
   * @param message what happened; null where the reason says it all
   */
  static void reason(ItemUpdate update, Reason reason, String message) {
    update.put("reason", reason, r -> s(r.name())).put("remedy", reason, r -> s(r.remedy(message)));
  }

  /** Makes a log Pending that lacked its payload; one that waited keeps its attempts. */
  static void pending(ItemUpdate update, LeadLog log, NewLead.Later later) {
    if (log.status() != Status.PENDING) {
      status(update, log, Status.PENDING);
      update.set("attempts", n(0)).set("retryUntil", time(later.retryUntil()));
    }
    reason(update, null, null);
    update.remove("errorMessage", "problems").set("retryAt", time(later.at()));
    due(update, LogKeys.pendingShard(log.leadgenId()), later.at().plus(LogKeys.BACKLOG_PATIENCE));
  }

  /**
   * @param at when the sweep enqueues it; null for never
   */
  static void due(ItemUpdate update, AttributeValue shard, Instant at) {
    if (at == null) {
      update.remove(LogKeys.DUE_SHARD, LogKeys.DUE_AT);
    } else {
      update.set(LogKeys.DUE_SHARD, shard).set(LogKeys.DUE_AT, time(at));
    }
  }

  /** Adds an entry, unless neither status nor reason changes. */
  static void history(
      ItemUpdate update,
      LeadLog log,
      Status to,
      Reason reason,
      String by,
      String note,
      Instant now) {
    if (to != log.status() || reason != log.reason()) {
      entry(update, log.history(), new HistoryEntry(now, log.status(), to, by, reason, note));
    }
  }

  /** Adds an entry; the first and the last 99 are kept. */
  static void entry(ItemUpdate update, List<HistoryEntry> before, HistoryEntry entry) {
    List<HistoryEntry> entries = new ArrayList<>(before);
    entries.add(entry);
    if (entries.size() > MOST_ENTRIES) {
      entries.remove(1);
    }
    update.set("history", LeadLogItem.history(entries));
  }

  private LogChange() {}
}
