package dev.leadlog.lifecycle;

import static dev.leadlog.dynamodb.Attributes.n;
import static dev.leadlog.dynamodb.Attributes.s;
import static dev.leadlog.dynamodb.Condition.absent;
import static dev.leadlog.dynamodb.Condition.equal;

import dev.leadlog.dynamodb.Attributes;
import dev.leadlog.dynamodb.ItemUpdate;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.LogKeys;
import dev.leadlog.log.Status;
import dev.leadlog.mapping.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The update of a log with the outcome of a processing attempt. */
final class ConclusionUpdate {

  private static final int LONGEST_MESSAGE = 4_000;

  private static final String TOO_LARGE = "without the parts that are too large for the log";

  /** Returns the complete update. */
  static ItemUpdate whole(LeadLog claimed, Outcome end, String by, Instant now) {
    HistoryEntry entry = entry(claimed, end, by, now, null);
    ItemUpdate update = conclusion(claimed, end, now);
    if (entry.to() != entry.from() || entry.reason() != claimed.reason()) {
      LogChange.entry(update, claimed.history(), entry);
    }
    return update.keep("unexpectedAnswer", end.unexpectedAnswer(), Attributes::s);
  }

  /** Returns the update without old history and Meta's unexpected response. */
  static ItemUpdate truncated(LeadLog claimed, Outcome end, String by, Instant now) {
    ItemUpdate update = conclusion(claimed, end, now).remove("unexpectedAnswer");
    String note = end.read() == null ? TOO_LARGE : null;
    LogChange.truncatedHistory(update, claimed.history(), entry(claimed, end, by, now, note));
    return update;
  }

  private static HistoryEntry entry(
      LeadLog claimed, Outcome end, String by, Instant now, String note) {
    return new HistoryEntry(now, claimed.status(), end.status(), by, end.result().reason(), note);
  }

  private static ItemUpdate conclusion(LeadLog claimed, Outcome end, Instant now) {
    LeadLog log = end.read() == null ? claimed : claimed.with(end.read());
    ItemUpdate update = new ItemUpdate().remove(LeadLogs.CLAIM_ID, LeadLogs.LEASED_UNTIL);
    if (end.read() != null) {
      LogChange.payload(update, log);
    }
    LogChange.status(update, claimed, end.status());
    result(update, end.result());
    configuration(update, log, end.used());
    update.keep("test", end.test() || log.test() ? Boolean.TRUE : null, Attributes::b);
    if (end.due().attemptCounts()) {
      update.remove("manual");
    } else {
      update.set("attempts", n(claimed.retry().attempts() - 1));
    }
    if (!end.deliveries().isEmpty()) {
      update.set(DeliveryEntries.ATTRIBUTE, DeliveryEntries.item(end.deliveries()));
    }
    timed(update, claimed, log, end.status(), now);
    due(update, log.leadgenId(), end);
    return underClaim(claimed, update);
  }

  private static void result(ItemUpdate update, Outcome.Result result) {
    List<Problem> problems = result.problems().isEmpty() ? null : result.problems();
    LogChange.reason(update, result.reason(), result.message());
    update
        .put("errorMessage", cut(result.message()), Attributes::s)
        .put("problems", problems, LeadLogItem::problems)
        .keep("leadDocReference", result.reference(), LeadLogItem::reference);
  }

  private static void configuration(
      ItemUpdate update, LeadLog log, Outcome.ConfigurationUsed used) {
    if (used != null) {
      update.set("configReference", s(used.reference()));
    }
    String formName = used == null ? null : used.formName();
    update.keep(
        "leadForm", formName == null ? log.processing().leadForm() : formName, Attributes::s);
  }

  private static void due(ItemUpdate update, LeadgenId id, Outcome end) {
    Instant retryAt = end.due().retryAt();
    update.put("retryAt", retryAt, Attributes::time);
    if (end.status() == Status.PENDING) {
      LogChange.due(update, LogKeys.pendingShard(id), retryAt.plus(LeadLogs.AFTER_DUE));
    } else {
      update.remove("refetch", LeadLogs.ONLY_TO);
      dueOfFinal(update, id, end.deliveries(), end.due().readAt());
    }
  }

  /** A lead that is delivered to a further destination keeps the time of the first success. */
  private static void timed(
      ItemUpdate update, LeadLog claimed, LeadLog log, Status status, Instant now) {
    if (status == Status.PROCESSED && !claimed.wasProcessed()) {
      update.keep("secondsToProcessed", log.sinceCreated(now).orElse(null), d -> n(d.toSeconds()));
    } else if (status != Status.PROCESSED && status != Status.PENDING && claimed.wasProcessed()) {
      update.remove("secondsToProcessed");
    }
  }

  private static String cut(String message) {
    return message == null || message.length() <= LONGEST_MESSAGE
        ? message
        : message.substring(0, LONGEST_MESSAGE) + "…";
  }

  /** Sets when a log with a final status is due. A notice has priority over an unread payload. */
  static void dueOfFinal(
      ItemUpdate update, LeadgenId id, List<DeliveryEntry> entries, Instant readAt) {
    Optional<Instant> notice = DeliveryEntry.nextRetry(entries);
    update.put(LeadLogs.NOTICE_AT, notice.orElse(null), Attributes::time);
    if (notice.isPresent()) {
      LogChange.due(update, LogKeys.noticeShard(id), notice.get().plus(LeadLogs.AFTER_DUE));
    } else {
      LogChange.due(update, LogKeys.unreadShard(id), readAt);
    }
  }

  /** Requires that the claim is still valid. */
  static ItemUpdate underClaim(LeadLog claimed, ItemUpdate update) {
    return update
        .onlyIf(equal(LeadLogs.CLAIM_ID, s(claimed.processing().lease().claimId())))
        .onlyIf(absent("erasedAt"));
  }

  private ConclusionUpdate() {}
}
