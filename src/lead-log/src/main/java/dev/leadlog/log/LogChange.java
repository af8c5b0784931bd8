package dev.leadlog.log;

import static dev.leadlog.dynamodb.Attributes.s;
import static dev.leadlog.dynamodb.Attributes.time;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a change of a log's state writes, whoever makes it. */
final class LogChange {

  private static final int FIRST_AND_LAST = 100;

  static void status(ItemUpdate update, LeadLog log, Status status) {
    update
        .set("status", s(status.text()))
        .set(
            Keys.STATUS_DAY_SHARD,
            Keys.statusDayShard(log.leadgenId(), log.receivedTime(), status));
  }

  static void reason(ItemUpdate update, Reason reason) {
    update.put("reason", reason, r -> s(r.name())).put("remedy", reason, r -> s(r.remedy()));
  }

  /**
   * @param at when the sweep looks at it next; null for never
   */
  static ItemUpdate sweep(ItemUpdate update, LeadgenId id, Instant at) {
    return at == null
        ? update.remove(Keys.DUE_SHARD, Keys.SWEEP_AT)
        : update.set(Keys.DUE_SHARD, Keys.dueShard(id)).set(Keys.SWEEP_AT, time(at));
  }

  /** An entry, unless neither status nor reason changes. */
  static void history(
      ItemUpdate update,
      LeadLog log,
      Status to,
      Reason reason,
      String by,
      String note,
      Instant now) {
    if (to != log.status() || reason != log.reason()) {
      entry(update, log, new HistoryEntry(now, log.status(), to, by, reason, note));
    }
  }

  static void entry(ItemUpdate update, LeadLog log, HistoryEntry entry) {
    entry(update, log.history(), entry);
  }

  static void entry(ItemUpdate update, List<HistoryEntry> before, HistoryEntry entry) {
    List<HistoryEntry> entries = new ArrayList<>(before);
    entries.add(entry);
    if (entries.size() > FIRST_AND_LAST) {
      entries.remove(1);
    }
    update.set("history", LeadLogItem.history(entries));
  }

  private LogChange() {}
}
