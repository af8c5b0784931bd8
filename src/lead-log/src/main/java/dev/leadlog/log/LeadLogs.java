package dev.leadlog.log;

import static dev.leadlog.dynamodb.Attributes.b;
import static dev.leadlog.dynamodb.Attributes.n;
import static dev.leadlog.dynamodb.Attributes.s;
import static dev.leadlog.dynamodb.Attributes.time;

import dev.leadlog.dynamodb.Attributes;
import dev.leadlog.settings.LeadlogSettings;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The lead log's store. Every change is one conditional write, so that whatever comes twice, late
 * or out of order finds the door closed. A store that does not answer shows as the SDK's exception:
 * the caller leaves its message on the queue.
 */
@Singleton
public class LeadLogs {

  /** A message may come a little before its time, since SQS counts whole seconds. */
  private static final Duration EARLY = Duration.ofSeconds(5);

  /** How long after a log is due the sweep waits for the message that was sent for that moment. */
  private static final Duration AFTER_DUE = Duration.ofMinutes(2);

  /** Names the attempt that took it, whatever else is written to the log meanwhile. */
  private static final String CLAIM = "claim";

  private final DynamoDbClient dynamodb;
  private final CountedWrites counted;
  private final String table;

  LeadLogs(DynamoDbClient dynamodb, CountedWrites counted, LeadlogSettings settings) {
    this.dynamodb = dynamodb;
    this.counted = counted;
    this.table = settings.tables().leadLogs();
  }

  /**
   * Writes a new log.
   *
   * @return false when the lead was known already
   */
  public boolean insert(NewLead lead) {
    try {
      dynamodb.putItem(
          r ->
              r.tableName(table)
                  .item(LeadLogItem.ofNew(lead))
                  .conditionExpression("attribute_not_exists(leadgenId)"));
      return true;
    } catch (ConditionalCheckFailedException known) {
      return false;
    }
  }

  public Optional<LeadLog> find(LeadgenId id) {
    Map<String, AttributeValue> item =
        dynamodb.getItem(r -> r.tableName(table).key(key(id)).consistentRead(true)).item();
    return item.isEmpty() ? Optional.empty() : Optional.of(LeadLogItem.read(item));
  }

  /**
   * Takes a log that is due, before anything is fetched or delivered. Who has taken it can write to
   * it until someone else takes it, and nobody else does before the lease is over.
   *
   * @param lease longer than a worker can live
   */
  public Claim claim(LeadgenId id, Instant now, Duration lease) {
    Instant until = now.plus(lease);
    String mine = Long.toHexString(ThreadLocalRandom.current().nextLong());
    ItemUpdate update =
        new ItemUpdate()
            .set(CLAIM, s(mine))
            .increase("attempts", 1)
            .increase("claims", 1)
            .set("retryAt", time(until))
            .set(Keys.DUE_SHARD, Keys.dueShard(id))
            .set(Keys.SWEEP_AT, time(until.plus(AFTER_DUE)))
            .set("leasedUntil", time(until))
            .onlyIf("status", "=", s(Status.PENDING.text()))
            .onlyIf("retryAt", "<=", time(now.plus(EARLY)))
            .onlyIfAbsent("erasedAt");
    try {
      return new Claim.Taken(write(id, update));
    } catch (ConditionalCheckFailedException e) {
      return e.hasItem() && !e.item().isEmpty() ? refused(e.item(), mine) : new Claim.Absent();
    }
  }

  /** The SDK asks again when an answer got lost, and then its own claim stands in its way. */
  private static Claim refused(Map<String, AttributeValue> item, String mine) {
    LeadLog log = LeadLogItem.read(item);
    return mine.equals(Attributes.text(item, CLAIM)) ? new Claim.Taken(log) : new Claim.NotDue(log);
  }

  /**
   * Keeps what was read of a claimed log.
   *
   * @return the log as it is now, or nothing when the claim was lost
   */
  public Optional<LeadLog> keepPayload(LeadLog claimed, ReadLead lead) {
    return tryWrite(claimed.leadgenId(), heldBy(claimed, payload(claimed, lead)));
  }

  /**
   * Keeps what was read of a log that is not Pending, and leaves its status alone.
   *
   * @return false when the log has changed, or has a payload by now
   */
  public boolean keepLatePayload(LeadLog seen, ReadLead lead) {
    ItemUpdate update =
        payload(seen, lead)
            .remove(Keys.DUE_SHARD, Keys.SWEEP_AT)
            .onlyIf("status", "=", s(seen.status().text()))
            .onlyIfAbsent("leadPayload")
            .onlyIfAbsent("erasedAt");
    return tryWrite(seen.leadgenId(), update).isPresent();
  }

  /**
   * Keeps what another than its worker read of a Pending log: who has claimed it keeps the claim.
   *
   * @return false when the log has changed, or has a payload by now
   */
  public boolean keepFoundPayload(LeadLog pending, ReadLead lead) {
    ItemUpdate update =
        payload(pending, lead)
            .onlyIf("status", "=", s(Status.PENDING.text()))
            .onlyIfAbsent("leadPayload")
            .onlyIfAbsent("erasedAt");
    return tryWrite(pending.leadgenId(), update).isPresent();
  }

  /** A log that is final and has its payload is due for nothing. */
  public void stopReading(LeadLog seen) {
    ItemUpdate update =
        LogChange.sweep(new ItemUpdate(), seen.leadgenId(), null)
            .onlyIf("status", "=", s(seen.status().text()))
            .onlyIf(Keys.SWEEP_AT, "=", time(seen.sweepAt()));
    tryWrite(seen.leadgenId(), update);
  }

  /**
   * Says when the payload of a log that is not Pending is to be read next, which also keeps a
   * second reader away.
   *
   * @param next null for never again
   * @return the log as it is now, or nothing when someone else was faster
   */
  public Optional<LeadLog> postponeReading(LeadLog seen, Instant next) {
    ItemUpdate update =
        LogChange.sweep(new ItemUpdate(), seen.leadgenId(), next)
            .onlyIf("status", "=", s(seen.status().text()))
            .onlyIf(Keys.SWEEP_AT, "=", time(seen.sweepAt()))
            .onlyIfAbsent("leadPayload");
    return tryWrite(seen.leadgenId(), update);
  }

  /**
   * Writes how a round ended.
   *
   * @param by who did it, for the history
   * @return false when the claim was lost
   */
  public boolean conclude(LeadLog claimed, Conclusion end, String by, Instant now) {
    ItemUpdate update = new ItemUpdate().remove("leasedUntil");
    LogChange.status(update, claimed, end.status());
    LogChange.reason(update, end.reason());
    update
        .put("errorMessage", end.message(), Attributes::s)
        .put("problems", end.problems().isEmpty() ? null : end.problems(), LeadLogItem::problems)
        .keep("leadDocReference", end.leadDocReference(), LeadLogItem::reference)
        .keep("configReference", end.configReference(), Attributes::s)
        .keep("leadForm", end.leadForm(), Attributes::s)
        .keep("unexpectedAnswer", end.unexpectedAnswer(), Attributes::s)
        .put("retryAt", end.retryAt(), Attributes::time);
    if (end.test()) {
      update.set("test", b(true));
    }
    if (!end.attempt()) {
      update.set("attempts", n(claimed.attempts() - 1));
    }
    if (end.status() != Status.PENDING) {
      update.remove("byHand", "refetch");
    }
    LogChange.sweep(update, claimed.leadgenId(), nextLook(end));
    LogChange.history(update, claimed, end.status(), end.reason(), by, null, now);
    boolean test = claimed.test() || end.test();
    return counted.write(
        claimed,
        heldBy(claimed, update),
        Counted.of(claimed, end.status(), test, true, now, counted.generation(claimed)));
  }

  /** Counts one more announcement of a lead that was known already. */
  public void announcedAgain(LeadgenId id) {
    tryWrite(
        id, new ItemUpdate().increase("announcements", 1).onlyIf("leadgenId", "=", s(id.text())));
  }

  /**
   * Takes a due log for one sweep, by moving the time of the next one.
   *
   * @return false when another sweep, or a worker, was faster
   */
  public boolean postponeSweep(DueLog due, Instant next) {
    ItemUpdate update =
        new ItemUpdate()
            .set(Keys.SWEEP_AT, time(next))
            .onlyIf(Keys.SWEEP_AT, "=", time(due.sweepAt()));
    return tryWrite(due.leadgenId(), update).isPresent();
  }

  private static Instant nextLook(Conclusion end) {
    return end.status() == Status.PENDING ? end.retryAt().plus(AFTER_DUE) : end.readAgainAt();
  }

  /** No write of a worker that another has overtaken, however late it wakes up. */
  private static ItemUpdate heldBy(LeadLog claimed, ItemUpdate update) {
    return update
        .onlyIf("status", "=", s(Status.PENDING.text()))
        .onlyIf("claims", "=", n(claimed.claims()))
        .onlyIfAbsent("erasedAt");
  }

  /** What the webhook did not say is filled in; what it said stays. */
  private static ItemUpdate payload(LeadLog seen, ReadLead lead) {
    return new ItemUpdate()
        .set("leadPayload", s(lead.payload()))
        .remove("refetch")
        .keep("platform", lead.platform(), Attributes::s)
        .set("organic", b(lead.isOrganic(seen.adId())))
        .keep("adId", seen.adId() == null ? lead.adId() : null, Attributes::s)
        .keep("formId", seen.formId() == null ? lead.formId() : null, id -> s(id.text()))
        .keep(
            "createdTime", seen.createdTime() == null ? lead.createdTime() : null, Attributes::time)
        .keep("test", lead.test() ? Boolean.TRUE : null, Attributes::b)
        .keep("leadForm", lead.formName(), Attributes::s);
  }

  private Optional<LeadLog> tryWrite(LeadgenId id, ItemUpdate update) {
    try {
      return Optional.of(write(id, update));
    } catch (ConditionalCheckFailedException refused) {
      return update.isDoneIn(refused.item())
          ? Optional.of(LeadLogItem.read(refused.item()))
          : Optional.empty();
    }
  }

  private LeadLog write(LeadgenId id, ItemUpdate update) {
    return LeadLogItem.read(dynamodb.updateItem(update.of(table, key(id))).attributes());
  }

  private static Map<String, AttributeValue> key(LeadgenId id) {
    return Map.of("leadgenId", s(id.text()));
  }
}
