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
import java.util.List;

/**
 * What people do to lead logs. Each is one conditional write over the log as it was seen: false
 * says that it has changed since, and whoever asked has to look again.
 */
@Singleton
public class LeadLogsByHand {

  private final CountedWrites counted;
  private final Duration giveUpAfter;

  LeadLogsByHand(CountedWrites counted, LeadlogSettings settings) {
    this.counted = counted;
    this.giveUpAfter = settings.retry().giveUpAfter();
  }

  /**
   * Puts a log back to Pending, due now, with no attempts and a new time to give up.
   *
   * @param refetch whether the lead is read again, although there is a payload
   * @param job the job that does it; null for a person who asks for this one
   */
  public boolean reprocess(LeadLog seen, String by, Instant now, boolean refetch, String job) {
    ItemUpdate update = new ItemUpdate();
    LogChange.status(update, seen, Status.PENDING);
    LogChange.reason(update, null);
    update
        .remove("errorMessage", "problems")
        .set("attempts", n(0))
        .set("retryAt", time(now))
        .set("retryUntil", time(now.plus(giveUpAfter)))
        .set("byHand", b(true))
        .put("refetch", refetch ? Boolean.TRUE : null, Attributes::b)
        .keep("job", job, Attributes::s);
    LogChange.sweep(update, seen.leadgenId(), now.plus(graceOfTheMessage(job)));
    LogChange.history(update, seen, Status.PENDING, null, by, null, now);
    return write(seen, update, null);
  }

  /**
   * Makes a Pending log that waits due now; its attempts and its time to give up stay.
   *
   * @param job the job that does it; null for a person who asks for this one
   */
  public boolean retry(LeadLog seen, Instant now, String job) {
    ItemUpdate update =
        new ItemUpdate()
            .set("retryAt", time(now))
            .set("byHand", b(true))
            .keep("job", job, Attributes::s);
    LogChange.sweep(update, seen.leadgenId(), now.plus(graceOfTheMessage(job)));
    return write(seen, update);
  }

  /**
   * What a job puts onto the backlog may wait there for long, and the sweep would bring it before
   * the live leads.
   */
  private static Duration graceOfTheMessage(String job) {
    return job == null ? LeadLogItem.GRACE_OF_THE_MESSAGE : LeadLogItem.GRACE_OF_THE_BACKLOG;
  }

  /** A person made the record, and says where it is. */
  public boolean markProcessed(
      LeadLog seen, LeadDocReference reference, String by, String note, Instant now) {
    return mark(
        seen,
        new ItemUpdate().set("leadDocReference", LeadLogItem.reference(reference)),
        new HistoryEntry(now, seen.status(), Status.PROCESSED, by, Reason.MARKED_PROCESSED, note));
  }

  /** A person gives the lead up, and says why. */
  public boolean markLoss(LeadLog seen, String by, String note, Instant now) {
    return mark(
        seen,
        new ItemUpdate(),
        new HistoryEntry(now, seen.status(), Status.LOSS, by, Reason.MARKED_LOSS, note));
  }

  private boolean mark(LeadLog seen, ItemUpdate update, HistoryEntry entry) {
    LogChange.status(update, seen, entry.to());
    LogChange.reason(update, entry.reason());
    LogChange.entry(update, seen, entry);
    update.remove("errorMessage", "problems");
    return write(
        seen,
        update,
        Counted.of(seen, entry.to(), seen.test(), false, entry.at(), counted.generation(seen)));
  }

  /**
   * Keeps what a person made of the payload, which mapping prefers from then on.
   *
   * @param payload JSON
   */
  public boolean correct(LeadLog seen, String payload, String by, Instant now) {
    ItemUpdate update = new ItemUpdate().set("correctedPayload", s(payload));
    LogChange.entry(
        update,
        seen,
        new HistoryEntry(
            now, seen.status(), seen.status(), by, seen.reason(), "payload corrected"));
    return write(seen, update);
  }

  /**
   * Takes everything away that tells of a person; ids and states stay, so that the lead is never
   * taken for a new one, and who erased it.
   */
  public boolean erase(LeadLog seen, String by, Instant now) {
    List<HistoryEntry> withoutNotes =
        seen.history().stream()
            .map(e -> new HistoryEntry(e.at(), e.from(), e.to(), e.by(), e.reason(), null))
            .toList();
    ItemUpdate update =
        new ItemUpdate()
            .set("erasedAt", time(now))
            .remove("rawPayload", "leadPayload", "correctedPayload", "unexpectedAnswer")
            .remove("errorMessage", "problems", "retryAt", "refetch", "byHand");
    LogChange.sweep(update, seen.leadgenId(), null);
    LogChange.entry(
        update,
        withoutNotes,
        new HistoryEntry(now, seen.status(), seen.status(), by, seen.reason(), "erased"));
    return write(seen, update);
  }

  private boolean write(LeadLog seen, ItemUpdate update) {
    return write(seen, update, Counted.read(seen.counted()));
  }

  /** Never while a worker may be at work with it: what it delivers must not be overtaken. */
  private boolean write(LeadLog seen, ItemUpdate update, Counted after) {
    update
        .onlyIf("status", "=", s(seen.status().text()))
        .onlyIf("claims", "=", n(seen.claims()))
        .onlyIfSize("history", seen.history().size())
        .onlyIfAbsent("erasedAt");
    if (seen.leasedUntil() == null) {
      update.onlyIfAbsent("leasedUntil");
    } else {
      update.onlyIf("leasedUntil", "=", time(seen.leasedUntil()));
    }
    return counted.write(seen, update, after);
  }
}
