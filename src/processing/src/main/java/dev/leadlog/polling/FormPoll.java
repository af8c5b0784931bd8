package dev.leadlog.polling;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.graph.FormReader;
import dev.leadlog.graph.GraphFailure;
import dev.leadlog.graph.GraphFailure.Retry;
import dev.leadlog.graph.GraphResult;
import dev.leadlog.graph.LeadForm;
import dev.leadlog.graph.ListPart;
import dev.leadlog.graph.ListedLead;
import dev.leadlog.log.FetchedLead;
import dev.leadlog.log.LeadIds;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Source;
import dev.leadlog.settings.Metrics;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Reads the leads of a form from its checkpoint on. The watermark never passes leads that are not
 * in the log.
 */
@Singleton
class FormPoll {

  /** How long a webhook may take; a younger lead does not count as missed. */
  private static final Duration WEBHOOK_MAY_TAKE = Duration.ofMinutes(5);

  private static final GraphFailure CURSOR_UNKNOWN =
      new GraphFailure(Reason.META_BAD_REQUEST, new Retry.Soon(), "Meta rejected its own cursor");

  /** The values that do not change during the reading of a form. */
  private record Form(PagePoll poll, PageLocks.Lock lock, LeadForm atMeta) {}

  private final FormReader reader;
  private final PolledLeads leads;
  private final Checkpoints checkpoints;
  private final LeadlogSettings settings;
  private final Metrics metrics;
  private final Clock clock;

  FormPoll(
      FormReader reader,
      PolledLeads leads,
      Checkpoints checkpoints,
      LeadlogSettings settings,
      Metrics metrics,
      Clock clock) {
    this.reader = reader;
    this.leads = leads;
    this.checkpoints = checkpoints;
    this.settings = settings;
    this.metrics = metrics;
    this.clock = clock;
  }

  void read(PagePoll poll, PageLocks.Lock lock, LeadForm atMeta, FormCheckpoint checkpoint) {
    Form form = new Form(poll, lock, atMeta);
    FormCheckpoint known = checkpoint.with(checkpoint.limit().grown(clock.instant()));
    boolean cursorKnown =
        (poll.window().canResume(known.cursor()) && readFrom(form, known))
            || readFrom(form, atTheBeginning(form, known));
    if (!cursorKnown) {
      poll.formNotRead(CURSOR_UNKNOWN);
    }
  }

  private FormCheckpoint atTheBeginning(Form form, FormCheckpoint checkpoint) {
    Instant now = clock.instant();
    Instant from = form.poll().window().from(checkpoint, now, settings.polling().overlap());
    return checkpoint.at(
        FormListCursor.atTheBeginning(from, now, form.atMeta().leadsCount()), checkpoint.triedAt());
  }

  /** Returns false if Meta no longer accepts the cursor. */
  private boolean readFrom(Form form, FormCheckpoint begin) {
    FormCheckpoint current = begin;
    while (current.cursor() != null && form.poll().mayCallMeta()) {
      GraphResult<ListPart<ListedLead>> read = list(form, current);
      if (read.isFound()) {
        current = keep(form, current, read.found());
        continue;
      }
      // The same request is valid without a cursor, so the cursor is the cause.
      if (current.cursor().after() != null && read.failure().isBadRequest()) {
        return false;
      }
      boolean smallerLimit = read.failure().needsSmallerLimit() && current.limit().canBeHalved();
      Instant now = clock.instant();
      current = smallerLimit ? current.with(current.limit().halved(now)) : current;
      write(form, current.at(current.cursor(), now));
      if (!smallerLimit) {
        form.poll().formNotRead(read.failure());
        return true;
      }
    }
    return true;
  }

  private GraphResult<ListPart<ListedLead>> list(Form form, FormCheckpoint current) {
    return reader.leads(
        form.poll().page(),
        form.atMeta().id(),
        current.cursor().from(),
        current.cursor().after(),
        current.limit().entries(),
        form.poll().token());
  }

  /** Returns the new checkpoint; without a cursor at the end of the list. */
  private FormCheckpoint keep(Form form, FormCheckpoint current, ListPart<ListedLead> part) {
    record(form, current, part.items());
    FormListCursor next = current.cursor().advancedBy(part.items(), part.after());
    Instant now = clock.instant();
    FormCheckpoint moved = part.isLast() ? current.readToTheEnd(next, now) : current.at(next, now);
    boolean written = write(form, moved);
    form.poll().used(part.usage());
    if (part.isLast() && written) {
      form.poll().formRead();
    }
    return moved;
  }

  private void record(Form form, FormCheckpoint current, List<ListedLead> listed) {
    boolean bulk = form.poll().window().isNamed() || current.readAt() == null;
    List<NewLead> found =
        listed.stream()
            .filter(current.cursor()::includes)
            .map(lead -> found(form, lead, bulk))
            .toList();
    PolledLeads.Recorded recorded = leads.record(found);
    form.poll().recorded(recorded);
    long missed =
        found.stream()
            .filter(lead -> recorded.added().contains(lead.leadgenId()))
            .filter(lead -> bulk || !isRecent(lead))
            .count();
    metrics.count(
        bulk ? "polling.backfilled" : "polling.found",
        Math.toIntExact(missed),
        Map.of("page", form.poll().page().text()));
  }

  private boolean isRecent(NewLead lead) {
    return lead.createdTime() != null
        && lead.createdTime().isAfter(clock.instant().minus(WEBHOOK_MAY_TAKE));
  }

  private NewLead found(Form form, ListedLead listed, boolean bulk) {
    Instant now = clock.instant();
    return NewLead.of(
            new LeadIds(
                listed.id(),
                form.poll().page(),
                form.atMeta().id(),
                listed.lead() == null ? null : listed.lead().adId()),
            now,
            Source.POLLING)
        .created(listed.createdTime())
        .with(named(listed.lead(), form.atMeta()))
        .asBulk(bulk ? inBulk(now) : null);
  }

  private static FetchedLead named(FetchedLead lead, LeadForm form) {
    return lead == null || form.name() == null ? lead : lead.ofForm(form.name());
  }

  /**
   * A backfill, and the first reading of a form, send many messages. The sweep must not send them
   * again while they wait on the queue, so their logs are due later.
   */
  private NewLead.Later inBulk(Instant now) {
    return new NewLead.Later(now, now.plus(settings.retry().giveUpAfter()), Source.POLLING.text());
  }

  /** Returns false if another poller reads the page now. */
  private boolean write(Form form, FormCheckpoint checkpoint) {
    PagePoll poll = form.poll();
    boolean written = checkpoints.write(form.atMeta().id(), poll.window(), checkpoint, form.lock());
    if (!written) {
      poll.lockLost();
    }
    return written;
  }
}
