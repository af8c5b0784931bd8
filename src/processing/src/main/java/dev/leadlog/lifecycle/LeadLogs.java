package dev.leadlog.lifecycle;

import static dev.leadlog.dynamodb.Attributes.s;
import static dev.leadlog.dynamodb.Attributes.time;
import static dev.leadlog.dynamodb.Condition.absent;
import static dev.leadlog.dynamodb.Condition.any;
import static dev.leadlog.dynamodb.Condition.atMost;
import static dev.leadlog.dynamodb.Condition.equal;
import static dev.leadlog.dynamodb.Condition.equalOrAbsent;
import static dev.leadlog.dynamodb.Condition.present;
import static dev.leadlog.dynamodb.Condition.size;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.dynamodb.Attributes;
import dev.leadlog.dynamodb.ConditionalWrites;
import dev.leadlog.dynamodb.ItemUpdate;
import dev.leadlog.log.FetchedLead;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.LogKeys;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * Reads and writes lead logs for workers. Every change is one conditional write: duplicate, late
 * and out-of-order writes are rejected. If DynamoDB is unavailable, the SDK exception propagates,
 * and the caller leaves its message on the queue.
 */
@Singleton
public class LeadLogs {

  /** How long the sweep waits for the delayed message of a log after its due time. */
  static final Duration AFTER_DUE = Duration.ofMinutes(2);

  /** The history note of a log that got its payload from an import or a poll. */
  public static final String FILLED = "answers filled in";

  private static final Logger LOG = Logger.getLogger(LeadLogs.class);

  static final String CLAIM_ID = "claimId";
  static final String LEASED_UNTIL = "leasedUntil";

  /** The attribute with the destinations to which a person limited the delivery. */
  static final String ONLY_TO = "onlyTo";

  /** The attribute with the time of the next notice of a log with a final status. */
  static final String NOTICE_AT = "noticeAt";

  private final DynamoDbClient dynamodb;
  private final ConditionalWrites writes;
  private final String table;
  private final Duration giveUpAfter;

  LeadLogs(DynamoDbClient dynamodb, ConditionalWrites writes, LeadlogSettings settings) {
    this.dynamodb = dynamodb;
    this.writes = writes;
    this.table = settings.tables().leadLogs();
    this.giveUpAfter = settings.retry().giveUpAfter();
  }

  public Optional<LeadLog> find(LeadgenId id) {
    Map<String, AttributeValue> item =
        dynamodb.getItem(r -> r.tableName(table).key(key(id)).consistentRead(true)).item();
    return item.isEmpty() ? Optional.empty() : Optional.of(LeadLogItem.read(item));
  }

  /**
   * Claims a log that is due, before the lead is fetched or delivered. No other worker can claim it
   * until the lease ends.
   *
   * @param lease longer than an invocation can run
   */
  public Claim claim(LeadgenId id, Instant now, Duration lease) {
    Instant until = now.plus(lease);
    ItemUpdate update =
        ItemUpdate.identifiedBy(CLAIM_ID)
            .increase("attempts", 1)
            .set(LEASED_UNTIL, time(until))
            .set(LogKeys.DUE_SHARD, LogKeys.pendingShard(id))
            .set(LogKeys.DUE_AT, time(until.plus(AFTER_DUE)))
            .onlyIf(equal("status", s(Status.PENDING.text())))
            .onlyIf(atMost("retryAt", time(now.plus(LeadLog.EARLY))))
            .onlyIf(any(absent(LEASED_UNTIL), atMost(LEASED_UNTIL, time(now))))
            .onlyIf(absent("erasedAt"));
    ConditionalWrites.Result result = writes.update(table, key(id), update);
    if (result.done()) {
      return new Claim.Taken(LeadLogItem.read(result.item()));
    }
    return result.item().isEmpty()
        ? new Claim.Absent()
        : new Claim.NotDue(LeadLogItem.read(result.item()));
  }

  /**
   * Claims a log that has a final status and a notice to send, without changing its status and
   * number of attempts.
   *
   * @return the claimed log; empty if another worker has it, or it has changed
   */
  public Optional<LeadLog> claimNotices(LeadLog seen, Instant now, Duration lease) {
    Instant until = now.plus(lease);
    ItemUpdate update =
        ItemUpdate.identifiedBy(CLAIM_ID)
            .set(LEASED_UNTIL, time(until))
            .set(LogKeys.DUE_AT, time(until.plus(AFTER_DUE)))
            .onlyIf(equal("status", s(seen.status().text())))
            .onlyIf(atMost(NOTICE_AT, time(now.plus(LeadLog.EARLY))))
            .onlyIf(any(absent(LEASED_UNTIL), atMost(LEASED_UNTIL, time(now))))
            .onlyIf(absent("erasedAt"));
    ConditionalWrites.Result result = writes.update(table, key(seen.leadgenId()), update);
    return result.done() ? Optional.of(LeadLogItem.read(result.item())) : Optional.empty();
  }

  /**
   * Writes the results of the notices of a log that has a final status.
   *
   * @param readAt when to read its payload; null if there is nothing to read
   * @return false if the log was claimed or changed in the meantime
   */
  public boolean concludeNotices(LeadLog claimed, List<DeliveryEntry> entries, Instant readAt) {
    ItemUpdate update = new ItemUpdate().remove(CLAIM_ID, LEASED_UNTIL);
    update.set(DeliveryEntries.ATTRIBUTE, DeliveryEntries.item(entries));
    ConclusionUpdate.dueOfFinal(update, claimed.leadgenId(), entries, readAt);
    return write(claimed, ConclusionUpdate.underClaim(claimed, update));
  }

  /**
   * Stores the deliveries of a running attempt, so that an attempt after a crash does not repeat
   * them.
   *
   * @return false if another worker has claimed the log
   */
  public boolean noteDeliveries(LeadLog claimed, List<DeliveryEntry> entries) {
    ItemUpdate update =
        new ItemUpdate().set(DeliveryEntries.ATTRIBUTE, DeliveryEntries.item(entries));
    return write(claimed, ConclusionUpdate.underClaim(claimed, update));
  }

  /**
   * Writes how a processing attempt ended, with the payload that it read. If the item is too large
   * for DynamoDB, old history and Meta's unexpected response are left out, then the payload too.
   *
   * @param by who processed it, for the history
   * @return false if another worker has claimed the log
   */
  public boolean conclude(LeadLog claimed, Outcome end, String by, Instant now) {
    try {
      return write(claimed, ConclusionUpdate.whole(claimed, end, by, now));
    } catch (DynamoDbException e) {
      if (!isTooLarge(e)) {
        throw e;
      }
      LOG.warnf("the item of %s is too large, so parts are left out", claimed.leadgenId());
      return concludeTruncated(claimed, end, by, now);
    }
  }

  private boolean concludeTruncated(LeadLog claimed, Outcome end, String by, Instant now) {
    try {
      return write(claimed, ConclusionUpdate.truncated(claimed, end, by, now));
    } catch (DynamoDbException e) {
      if (!isTooLarge(e)) {
        throw e;
      }
      return write(claimed, ConclusionUpdate.truncated(claimed, end.withoutPayload(), by, now));
    }
  }

  private static boolean isTooLarge(DynamoDbException e) {
    return e.statusCode() == 400 && String.valueOf(e.getMessage()).contains("Item size");
  }

  private boolean write(LeadLog claimed, ItemUpdate conclusion) {
    return writes.update(table, key(claimed.leadgenId()), conclusion).done();
  }

  /**
   * Stores a payload that was read without a claim, and does not change the status.
   *
   * @return false if the log has changed, or already has a payload
   */
  public boolean keepPayload(LeadLog seen, FetchedLead lead) {
    ItemUpdate update =
        new ItemUpdate()
            .onlyIf(equal("status", s(seen.status().text())))
            .onlyIf(absent("leadPayload"))
            .onlyIf(absent("erasedAt"));
    LeadLog log = seen.with(lead);
    LogChange.payload(update, log);
    update
        .keep("leadForm", log.processing().leadForm(), Attributes::s)
        .keep("test", log.test() ? Boolean.TRUE : null, Attributes::b);
    if (seen.status() != Status.PENDING && seen.noticeAt().isEmpty()) {
      LogChange.due(update, null, null);
    }
    return writes.update(table, key(seen.leadgenId()), update).done();
  }

  /**
   * Fills a log without a payload with the lead of an import or a poll, and adds a history entry.
   * If only the payload was missing, the log becomes Pending and due.
   *
   * @return false if the log has changed, or already has a payload
   */
  public boolean fill(LeadLog seen, NewLead found) {
    LeadLog log = seen.with(found.read());
    NewLead.Later later = found.later() == null ? dueLikeReceived(found) : found.later();
    boolean waits = lacksOnlyItsPayload(seen, later.at());
    ItemUpdate update = new ItemUpdate();
    LogChange.payload(update, log);
    update
        .keep("leadForm", log.processing().leadForm(), Attributes::s)
        .keep("test", log.test() ? Boolean.TRUE : null, Attributes::b);
    if (waits) {
      LogChange.pending(update, seen, later);
    } else if (seen.status() != Status.PENDING && seen.noticeAt().isEmpty()) {
      LogChange.due(update, null, null);
    }
    Status status = waits ? Status.PENDING : seen.status();
    Reason reason = waits ? null : seen.reason();
    LogChange.entry(
        update,
        seen.history(),
        new HistoryEntry(later.at(), seen.status(), status, later.by(), reason, FILLED));
    ProcessingState.Lease lease = seen.processing().lease();
    update
        .onlyIf(equal("status", s(seen.status().text())))
        .onlyIf(equalOrAbsent(CLAIM_ID, lease == null ? null : s(lease.claimId())))
        .onlyIf(size("history", seen.history().size()))
        .onlyIf(absent("leadPayload"))
        .onlyIf(absent("erasedAt"));
    return writes.update(table, key(seen.leadgenId()), update).done();
  }

  /** A single lead is due like a received one. */
  private NewLead.Later dueLikeReceived(NewLead found) {
    Instant now = found.recordedAt();
    return new NewLead.Later(now, now.plus(giveUpAfter), found.source().text());
  }

  /** Returns whether a log is an Error, or waits, because its lead could not be read. */
  public static boolean lacksOnlyItsPayload(LeadLog log, Instant now) {
    boolean isOpen = log.status() == Status.ERROR || log.status() == Status.PENDING;
    return isOpen && !log.isLeased(now) && log.reason() != null && log.reason().isReadFailure();
  }

  /**
   * Sets when to read the payload of a log that is not Pending. This also prevents a second reader.
   *
   * @param next null for never
   * @return false if another reader was faster, or the log has changed
   */
  public boolean postponeReading(LeadLog seen, Instant next) {
    ItemUpdate update =
        new ItemUpdate()
            .onlyIf(equal("status", s(seen.status().text())))
            .onlyIf(equal(LogKeys.DUE_AT, time(seen.retry().dueAt())));
    LogChange.due(update, LogKeys.unreadShard(seen.leadgenId()), next);
    return writes.update(table, key(seen.leadgenId()), update).done();
  }

  /** Counts one more announcement of a lead that was already logged. */
  public void countNotification(LeadgenId id) {
    ItemUpdate update = new ItemUpdate().increase("announcements", 1).onlyIf(present("leadgenId"));
    writes.update(table, key(id), update);
  }

  /**
   * Takes a due log for one sweep by postponing its due time.
   *
   * @return empty if another sweep or a worker was faster
   */
  public Optional<LeadLog> postponeSweep(DueLog due, Instant next) {
    ItemUpdate update =
        new ItemUpdate()
            .set(LogKeys.DUE_AT, time(next))
            .onlyIf(equal(LogKeys.DUE_AT, time(due.dueAt())));
    ConditionalWrites.Result result = writes.update(table, key(due.leadgenId()), update);
    return result.done() ? Optional.of(LeadLogItem.read(result.item())) : Optional.empty();
  }

  static Map<String, AttributeValue> key(LeadgenId id) {
    return Map.of("leadgenId", s(id.text()));
  }
}
