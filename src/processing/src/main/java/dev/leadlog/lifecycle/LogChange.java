package dev.leadlog.lifecycle;

import static dev.leadlog.dynamodb.Attributes.n;
import static dev.leadlog.dynamodb.Attributes.s;
import static dev.leadlog.dynamodb.Attributes.time;

import dev.leadlog.dynamodb.Attributes;
import dev.leadlog.dynamodb.ItemUpdate;
import dev.leadlog.log.LogKeys;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Builds the attributes that every change of a log's state writes. */
final class LogChange {

  private static final int MOST_ENTRIES = 100;
  private static final int FEWEST_ENTRIES = 10;

  /** The maximum size of all notes in characters; in UTF-8 a character needs up to three bytes. */
  private static final int LARGEST_NOTES = 20_000;

  static void status(ItemUpdate update, LeadLog log, Status status) {
    update
        .set("status", s(status.text()))
        .set(
            LogKeys.STATUS_SHARD, LogKeys.statusShard(log.leadgenId(), log.receivedTime(), status));
  }

  /**
   * @param message what happened; null if the reason is enough
   */
  static void reason(ItemUpdate update, Reason reason, String message) {
    update.put("reason", reason, r -> s(r.name())).put("remedy", reason, r -> s(r.remedy(message)));
  }

  /** Makes a log without a payload Pending; a waiting log keeps its attempts. */
  static void pending(ItemUpdate update, LeadLog log, NewLead.Later later) {
    if (log.status() != Status.PENDING) {
      status(update, log, Status.PENDING);
      update.set("attempts", n(0)).set("retryUntil", time(later.retryUntil()));
    }
    reason(update, null, null);
    update.remove("errorMessage", "problems").set("retryAt", time(later.at()));
    due(
        update,
        LogKeys.pendingShard(log.leadgenId()),
        later.at().plus(LogKeys.RESEND_BACKLOG_AFTER));
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

  /**
   * Adds an entry. The first entry, the last 99 and the newest notes are kept, because a DynamoDB
   * item holds 400 KB and payloads need most of it.
   */
  static void entry(ItemUpdate update, List<HistoryEntry> before, HistoryEntry entry) {
    List<HistoryEntry> entries = new ArrayList<>(before);
    entries.add(entry);
    if (entries.size() > MOST_ENTRIES) {
      entries.remove(1);
    }
    update.set("history", LeadLogItem.history(withNotes(entries, LARGEST_NOTES)));
  }

  /** Adds an entry and keeps as few old entries and notes as possible, for a full item. */
  static void truncatedHistory(ItemUpdate update, List<HistoryEntry> before, HistoryEntry entry) {
    List<HistoryEntry> entries = new ArrayList<>(withNotes(before, 0));
    entries.add(entry);
    if (entries.size() > FEWEST_ENTRIES) {
      entries.subList(1, entries.size() - FEWEST_ENTRIES + 1).clear();
    }
    update.set("history", LeadLogItem.history(entries));
  }

  /** Keeps the newest notes, up to a number of characters. */
  private static List<HistoryEntry> withNotes(List<HistoryEntry> entries, int most) {
    List<HistoryEntry> kept = new ArrayList<>(entries);
    int left = most;
    for (int i = kept.size() - 1; i >= 0; i--) {
      HistoryEntry entry = kept.get(i);
      left -= entry.note() == null ? 0 : entry.note().length();
      if (left < 0 && entry.note() != null) {
        kept.set(i, entry.withoutNote());
      }
    }
    return kept;
  }

  /** Stores the payload of a log, and what is known from it. */
  static void payload(ItemUpdate update, LeadLog log) {
    update
        .set("leadPayload", s(log.leadPayload()))
        .remove("refetch")
        .keep("platform", log.metadata().platform(), Attributes::s)
        .keep("organic", log.metadata().organic(), Attributes::b)
        .keep("adId", log.adId(), Attributes::s)
        .keep("formId", log.formId(), id -> s(id.text()))
        .keep("createdTime", log.createdTime(), Attributes::time);
  }

  private LogChange() {}
}
