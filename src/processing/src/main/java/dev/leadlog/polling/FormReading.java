package dev.leadlog.polling;

import dev.leadlog.graph.FormReader;
import dev.leadlog.graph.ListedLead;
import dev.leadlog.graph.Listing;
import dev.leadlog.graph.Listing.NotListed;
import dev.leadlog.graph.Listing.Part;
import dev.leadlog.graph.Reading.NotRead;
import dev.leadlog.intake.Intake;
import dev.leadlog.intake.Recorded;
import dev.leadlog.log.FormId;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Source;
import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.settings.Metrics;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Reads the leads of a form from its bookmark on. The bookmark moves only behind leads that the log
 * holds.
 */
@Singleton
class FormReading {

  private final FormReader reader;
  private final Intake intake;
  private final Bookmarks bookmarks;
  private final LeadlogSettings settings;
  private final Metrics metrics;
  private final Clock clock;

  FormReading(
      FormReader reader,
      Intake intake,
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

  void read(Turn turn, FormId form, Bookmark bookmark) {
    Place place = bookmark.place() == null ? beginning(turn, bookmark) : bookmark.place();
    boolean cursorKnown =
        goOn(turn, form, bookmark, place) || goOn(turn, form, bookmark, beginning(turn, bookmark));
    if (!cursorKnown) {
      turn.formNotRead(Reason.META_BAD_REQUEST);
    }
  }

  private Place beginning(Turn turn, Bookmark bookmark) {
    Instant now = clock.instant();
    return Place.atTheBeginning(
        turn.stretch().from(bookmark, now, settings.polling().overlap()), now);
  }

  /** Returns false when Meta does not know the cursor any more. */
  private boolean goOn(Turn turn, FormId form, Bookmark bookmark, Place begin) {
    Place place = begin;
    while (place != null && turn.goesOn()) {
      Listing<ListedLead> listing =
          reader.leads(turn.page(), form, place.from(), place.after(), turn.token());
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
      Turn turn, FormId form, Bookmark bookmark, Place place, Part<ListedLead> part) {
    boolean first = turn.stretch().isNamed() || bookmark.watermark() == null;
    record(turn, form, part.items().stream().filter(place::takes).toList(), first);
    Place next = place.behind(part.items(), part.after());
    Instant now = clock.instant();
    Bookmark moved =
        part.isLast()
            ? new Bookmark(next.watermark(bookmark.watermark()), null, now, now)
            : new Bookmark(bookmark.watermark(), next, now, bookmark.readAt());
    write(turn, form, moved);
    turn.used(part.usage());
    if (part.isLast()) {
      turn.formRead();
    }
    return part.isLast() ? null : next;
  }

  /**
   * @param first whether older leads than the webhook's may be among them, which it did not miss
   */
  private void record(Turn turn, FormId form, List<ListedLead> leads, boolean first) {
    Recorded recorded =
        intake.recordFound(leads.stream().map(lead -> found(turn, form, lead)).toList());
    turn.recorded(recorded);
    metrics.count(
        first ? "polling.backfilled" : "polling.found",
        recorded.added(),
        Map.of("page", turn.page().text()));
  }

  private NewLead found(Turn turn, FormId form, ListedLead listed) {
    return new NewLead(
            listed.id(),
            turn.page(),
            form,
            listed.lead() == null ? null : listed.lead().adId(),
            listed.createdTime(),
            clock.instant(),
            Source.POLLING,
            null,
            null,
            null)
        .with(listed.lead());
  }

  /** It has had its try, and others come first now. */
  private void failed(Turn turn, FormId form, Bookmark bookmark, Place place, NotRead why) {
    Place kept = place.after() == null ? null : place;
    write(turn, form, new Bookmark(bookmark.watermark(), kept, clock.instant(), bookmark.readAt()));
    turn.formNotRead(why.reason());
  }

  private void write(Turn turn, FormId form, Bookmark bookmark) {
    if (!bookmarks.write(form, turn.stretch(), bookmark, turn.lock())) {
      turn.lockLost();
    }
  }
}
