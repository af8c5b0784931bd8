package dev.leadlog.lifecycle;

import static dev.leadlog.dynamodb.Attributes.b;
import static dev.leadlog.dynamodb.Attributes.n;
import static dev.leadlog.dynamodb.Attributes.s;
import static dev.leadlog.dynamodb.Attributes.time;
import static dev.leadlog.dynamodb.Condition.absent;
import static dev.leadlog.dynamodb.Condition.equal;
import static dev.leadlog.dynamodb.Condition.equalOrAbsent;
import static dev.leadlog.dynamodb.Condition.size;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.dynamodb.Attributes;
import dev.leadlog.dynamodb.ConditionalWrites;
import dev.leadlog.dynamodb.ItemUpdate;
import dev.leadlog.log.LogKeys;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writes the changes that people make in lead logs. Each change is one conditional write that
 * fails, with the result false, if the log has changed since it was read. A change also ends the
 * claim of a worker whose lease is over, so that the worker's late writes are rejected.
 */
@Singleton
public class ManualChanges {

  /** The refusal of a change whose write has failed, as a sentence for the user. */
  public static final String CONFLICT =
      "the lead was just changed by someone else; reload it and try again";

  private final ConditionalWrites writes;
  private final String table;
  private final Duration giveUpAfter;

  ManualChanges(ConditionalWrites writes, LeadlogSettings settings) {
    this.writes = writes;
    this.table = settings.tables().leadLogs();
    this.giveUpAfter = settings.retry().giveUpAfter();
  }

  /**
   * How a log becomes Pending again.
   *
   * @param refetch whether the lead is read again although it has a payload
   * @param destinations the names of the destinations to deliver to; empty for all that have not
   *     accepted the lead
   * @param job the id of the job; null for the request of a person
   */
  public record Reprocessing(boolean refetch, List<String> destinations, String job) {

    /** Returns whether a delivery is repeated; a successful one never is. */
    boolean repeats(DeliveryEntry entry) {
      return !entry.isDelivered()
          && (destinations.isEmpty() || destinations.contains(entry.name()));
    }
  }

  /** Makes a log Pending and due now, with no attempts and a new time to give up. */
  public boolean reprocess(LeadLog seen, String by, Instant now, Reprocessing how) {
    ItemUpdate update = new ItemUpdate();
    LogChange.status(update, seen, Status.PENDING);
    LogChange.reason(update, null, null);
    update
        .remove("errorMessage", "problems", LeadLogs.NOTICE_AT)
        .set("attempts", n(0))
        .set("retryAt", time(now))
        .set("retryUntil", time(now.plus(giveUpAfter)))
        .set("manual", b(true))
        .put("refetch", how.refetch() ? Boolean.TRUE : null, Attributes::b)
        .put(
            LeadLogs.ONLY_TO,
            how.destinations().isEmpty() ? null : how.destinations(),
            ManualChanges::texts)
        .keep("job", how.job(), Attributes::s);
    if (seen.status() != Status.PROCESSED && !seen.wasProcessed()) {
      update.remove("secondsToProcessed");
    }
    deliveries(update, seen.deliveries().stream().filter(entry -> !how.repeats(entry)).toList());
    due(update, seen, now, how.job());
    String note =
        how.destinations().isEmpty() ? null : "to " + String.join(", ", how.destinations());
    LogChange.entry(
        update,
        seen.history(),
        new HistoryEntry(now, seen.status(), Status.PENDING, by, null, note));
    return write(seen, update);
  }

  private static void deliveries(ItemUpdate update, List<DeliveryEntry> entries) {
    update.put(
        DeliveryEntries.ATTRIBUTE, entries.isEmpty() ? null : entries, DeliveryEntries::item);
  }

  private static AttributeValue texts(List<String> texts) {
    return AttributeValue.fromL(texts.stream().map(Attributes::s).toList());
  }

  /**
   * Makes a waiting Pending log due now; its attempts and its time to give up stay.
   *
   * @param job the id of the job; null for the request of a person
   */
  public boolean retry(LeadLog seen, Instant now, String job) {
    ItemUpdate update =
        new ItemUpdate()
            .set("retryAt", time(now))
            .set("manual", b(true))
            .keep("job", job, Attributes::s);
    deliveries(update, dueNow(seen.deliveries(), now));
    due(update, seen, now, job);
    return write(seen, update);
  }

  private static List<DeliveryEntry> dueNow(List<DeliveryEntry> entries, Instant now) {
    return entries.stream().map(entry -> entry.isWaiting() ? entry.dueAt(now) : entry).toList();
  }

  private static void due(ItemUpdate update, LeadLog seen, Instant now, String job) {
    Duration resendAfter =
        job == null ? LogKeys.RESEND_MESSAGE_AFTER : LogKeys.RESEND_BACKLOG_AFTER;
    LogChange.due(update, LogKeys.pendingShard(seen.leadgenId()), now.plus(resendAfter));
  }

  /** Marks a log as Processed with the record that a person created. */
  public boolean markProcessed(
      LeadLog seen, LeadDocReference reference, String by, String note, Instant now) {
    return mark(
        seen,
        new ItemUpdate().set("leadDocReference", LeadLogItem.reference(reference)),
        new HistoryEntry(now, seen.status(), Status.PROCESSED, by, Reason.MARKED_PROCESSED, note));
  }

  /**
   * Marks a log as Loss with a person's note.
   *
   * @param job the id of the job; null for the request of a person
   */
  public boolean markLoss(LeadLog seen, String by, String note, Instant now, String job) {
    return mark(
        seen,
        new ItemUpdate().keep("job", job, Attributes::s),
        new HistoryEntry(now, seen.status(), Status.LOSS, by, Reason.MARKED_LOSS, note));
  }

  private boolean mark(LeadLog seen, ItemUpdate update, HistoryEntry entry) {
    LogChange.status(update, seen, entry.to());
    LogChange.reason(update, entry.reason(), null);
    LogChange.entry(update, seen.history(), entry);
    return write(seen, update.remove("errorMessage", "problems"));
  }

  /**
   * Stores a corrected payload, which mapping uses from then on.
   *
   * @param payload JSON
   */
  public boolean correct(LeadLog seen, String payload, String by, Instant now) {
    ItemUpdate update = new ItemUpdate().set("correctedPayload", s(payload));
    LogChange.entry(
        update,
        seen.history(),
        new HistoryEntry(
            now, seen.status(), seen.status(), by, seen.reason(), "payload corrected"));
    return write(seen, update);
  }

  /**
   * Removes all personal data. Ids, states and the author of the erasure stay, so that the lead is
   * never recorded as a new one.
   */
  public boolean erase(LeadLog seen, String by, Instant now) {
    List<HistoryEntry> withoutNotes =
        seen.history().stream().map(HistoryEntry::withoutNote).toList();
    ItemUpdate update =
        new ItemUpdate()
            .set("erasedAt", time(now))
            .remove("rawPayload", "leadPayload", "correctedPayload", "unexpectedAnswer")
            .remove("errorMessage", "problems", "retryAt", "refetch", "manual")
            .remove(LeadLogs.ONLY_TO, LeadLogs.NOTICE_AT);
    deliveries(update, seen.deliveries().stream().map(DeliveryEntry::erased).toList());
    LogChange.due(update, null, null);
    LogChange.entry(
        update,
        withoutNotes,
        new HistoryEntry(now, seen.status(), seen.status(), by, seen.reason(), "erased"));
    return write(seen, update);
  }

  /**
   * The claim id shows whether a worker has claimed or concluded the log since it was read, and the
   * length of the history shows whether a person has changed it.
   */
  private boolean write(LeadLog seen, ItemUpdate update) {
    ProcessingState.Lease lease = seen.processing().lease();
    update
        .remove(LeadLogs.CLAIM_ID, LeadLogs.LEASED_UNTIL)
        .onlyIf(equal("status", s(seen.status().text())))
        .onlyIf(equalOrAbsent(LeadLogs.CLAIM_ID, lease == null ? null : s(lease.claimId())))
        .onlyIf(size("history", seen.history().size()))
        .onlyIf(absent("erasedAt"));
    return writes.update(table, LeadLogs.key(seen.leadgenId()), update).done();
  }
}
