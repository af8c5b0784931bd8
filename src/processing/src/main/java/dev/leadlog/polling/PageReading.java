package dev.leadlog.polling;

import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.graph.FormReader;
import dev.leadlog.graph.LeadForm;
import dev.leadlog.graph.Listing;
import dev.leadlog.log.FormId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the forms of a page, one after the other; those first that were not tried for longest, so
 * that one that always fails, or is never read to its end, keeps no other back.
 */
@Singleton
class PageReading {

  private record Marked(LeadForm form, Bookmark bookmark) {

    Instant triedAt() {
      return bookmark.triedAt();
    }
  }

  private static final Comparator<Marked> UNTRIED_FIRST =
      Comparator.comparing(Marked::triedAt, Comparator.nullsFirst(Comparator.naturalOrder()));

  private static final int AT_ONCE = 8;

  private final FormReader reader;
  private final FormReading formReading;
  private final Bookmarks bookmarks;
  private final BoundedExecutor executor;

  PageReading(
      FormReader reader, FormReading formReading, Bookmarks bookmarks, BoundedExecutor executor) {
    this.executor = executor;
    this.reader = reader;
    this.formReading = formReading;
    this.bookmarks = bookmarks;
  }

  void read(Turn turn) {
    List<Marked> forms =
        executor.each(List.copyOf(listed(turn)), AT_ONCE, form -> marked(form, turn.stretch()));
    List<Marked> due =
        forms.stream()
            .filter(form -> !turn.stretch().isDone(form.bookmark()))
            .sorted(UNTRIED_FIRST)
            .toList();
    turn.formsToRead(due.size());
    due.stream()
        .takeWhile(form -> turn.goesOn())
        .forEach(form -> formReading.read(turn, form.form(), form.bookmark()));
    if (turn.isFinished() && turn.stretch().isNamed()) {
      forms.forEach(form -> bookmarks.remove(form.form().id(), turn.stretch()));
    }
  }

  /** Every form but drafts, mapped or not: an edit of a form is a new one, at any time. */
  private Collection<LeadForm> listed(Turn turn) {
    Map<FormId, LeadForm> forms = new LinkedHashMap<>();
    String after = null;
    do {
      Listing<LeadForm> listing = reader.forms(turn.page(), turn.token(), after);
      if (!(listing instanceof Listing.Part<LeadForm> part)) {
        turn.refused(((Listing.NotListed<LeadForm>) listing).why());
        return forms.values();
      }
      part.items().stream().filter(f -> !f.isDraft()).forEach(f -> forms.putIfAbsent(f.id(), f));
      turn.used(part.usage());
      after = part.after();
    } while (after != null && turn.goesOn());
    if (after == null) {
      turn.formsListed();
    }
    return forms.values();
  }

  private Marked marked(LeadForm form, Stretch stretch) {
    return new Marked(form, bookmarks.of(form.id(), stretch));
  }
}
