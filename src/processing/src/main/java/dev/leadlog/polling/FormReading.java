package dev.leadlog.polling;

import static java.util.stream.Collectors.partitioningBy;

import dev.leadlog.graph.FormReader;
import dev.leadlog.graph.LeadForm;
import dev.leadlog.graph.ListedLead;
import dev.leadlog.graph.Listing;
import dev.leadlog.graph.Listing.NotListed;
import dev.leadlog.graph.Listing.Part;
import dev.leadlog.graph.Reading.Again;
import dev.leadlog.graph.Reading.NotRead;
import dev.leadlog.tempintake.TempIntake;
import dev.leadlog.tempintake.Recorded;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.ReadLead;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Source;
import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.settings.Metrics;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Reads the leads of a form from its bookmark on. The bookmark moves only behind leads that the log
 * holds.
 */
@Singleton
class FormReading {

  /** So long a webhook may be on its way: a lead that is younger was not missed yet. */
  private static final Duration ON_ITS_WAY = Duration.ofMinutes(5);

  private static final NotRead CURSOR_UNKNOWN =
      new NotRead(
          Reason.META_BAD_REQUEST, new Again.Soon(), "Meta does not know its own cursor", null);

  private final FormReader reader;
  private final TempIntake intake;
  private final Bookmarks bookmarks;
  private final LeadlogSettings settings;
  private final Metrics metrics;
  private final Clock clock;

  FormReading(
      FormReader reader,
      TempIntake intake,
      Bookmarks bookmarks,
      LeadlogSettings settings,
      Metrics metrics,
      Clock clock) {
    this.reader = reader;
    this.intake = intake;
    this.bookmarks = bookmarks;
    this.settings = settings;
    this.metrics = metrics;
    this.clock = clock;
  }

  void read(Turn turn, LeadForm form, Bookmark bookmark) {
    Place place = bookmark.place() == null ? beginning(turn, bookmark) : bookmark.place();
    boolean cursorKnown =
        goOn(turn, form, bookmark, place) || goOn(turn, form, bookmark, beginning(turn, bookmark));
    if (!cursorKnown) {
      turn.formNotRead(CURSOR_UNKNOWN);
    }
  }

  private Place beginning(Turn turn, Bookmark bookmark) {
    Instant now = clock.instant();
    return Place.atTheBeginning(
        turn.stretch().from(bookmark, now, settings.polling().overlap()), now);
  }

  /** Returns false when Meta does not know the cursor any more. */
  private boolean goOn(Turn turn, LeadForm form, Bookmark bookmark, Place begin) {
    Place place = begin;
    while (place != null && turn.goesOn()) {
      Listing<ListedLead> listing =
          reader.leads(turn.page(), form.id(), place.from(), place.after(), turn.token());
      if (listing instanceof Part<ListedLead> part) {
        place = keep(turn, form, bookmark, place, part);
      } else {
        NotListed<ListedLead> notListed = (NotListed<ListedLead>) listing;
        if (notListed.cursorExpired()) {
          return false;
        }
        failed(turn, form, bookmark, place, notListed.why());
        return true;
      }
    }
    return true;
  }

  /** Returns where the list goes on; null at its end. */
  private Place keep(
      Turn turn, LeadForm form, Bookmark bookmark, Place place, Part<ListedLead> part) {
    boolean bulk = turn.stretch().isNamed() || bookmark.readAt() == null;
    List<NewLead> leads =
        part.items().stream()
            .filter(place::takes)
            .map(lead -> found(turn, form, lead, bulk))
            .toList();
    if (bulk) {
      count("polling.backfilled", turn, record(turn, leads));
    } else {
      Map<Boolean, List<NewLead>> young = leads.stream().collect(partitioningBy(this::isYoung));
      record(turn, young.get(true));
      count("polling.found", turn, record(turn, young.get(false)));
    }
    Place next = place.behind(part.items(), part.after());
    Instant now = clock.instant();
    Bookmark moved =
        part.isLast()
            ? new Bookmark(next.watermark(bookmark.watermark()), null, now, now)
            : new Bookmark(bookmark.watermark(), next, now, bookmark.readAt());
    boolean written = write(turn, form, moved);
    turn.used(part.usage());
    if (part.isLast() && written) {
      turn.formRead();
    }
    return part.isLast() ? null : next;
  }

  /** Returns how many of them the log did not know. */
  private int record(Turn turn, List<NewLead> leads) {
    Recorded recorded = intake.recordFound(leads);
    turn.recorded(recorded);
    return recorded.added();
  }

  private void count(String metric, Turn turn, int leads) {
    metrics.count(metric, leads, Map.of("page", turn.page().text()));
  }

  /** Of an older lead the webhook was missed, but for what was there before it. */
  private boolean isYoung(NewLead lead) {
    return lead.createdTime() != null
        && lead.createdTime().isAfter(clock.instant().minus(ON_ITS_WAY));
  }

  private NewLead found(Turn turn, LeadForm form, ListedLead listed, boolean bulk) {
    Instant now = clock.instant();
    String ad = listed.lead() == null ? null : listed.lead().adId();
    NewLead lead =
        NewLead.of(
                new dev.leadlog.log.LeadIds(listed.id(), turn.page(), form.id(), ad),
                now,
                Source.POLLING)
            .created(listed.createdTime())
            .with(named(listed.lead(), form));
    return bulk ? lead.asOneOfMany(inBulk(now)) : lead;
  }

  private static ReadLead named(ReadLead lead, LeadForm form) {
    return lead == null || form.name() == null ? lead : lead.ofForm(form.name());
  }

  /** The messages of a backfill, and of a form's first reading, wait long behind each other. */
  private NewLead.Later inBulk(Instant now) {
    return new NewLead.Later(now, now.plus(settings.retry().giveUpAfter()), Source.POLLING.text());
  }

  /** It has had its try, and others come first now. */
  private void failed(Turn turn, LeadForm form, Bookmark bookmark, Place place, NotRead why) {
    Place kept = place.after() == null ? null : place;
    write(turn, form, new Bookmark(bookmark.watermark(), kept, clock.instant(), bookmark.readAt()));
    turn.formNotRead(why);
  }

  /** Returns false when another poller has the page by now. */
  private boolean write(Turn turn, LeadForm form, Bookmark bookmark) {
    boolean written = bookmarks.write(form.id(), turn.stretch(), bookmark, turn.lock());
    if (!written) {
      turn.lockLost();
    }
    return written;
  }
}
