package dev.leadlog.polling;

import dev.leadlog.graph.FormReader;
import dev.leadlog.graph.LeadForm;
import dev.leadlog.graph.Listing;
import dev.leadlog.log.FormId;
import dev.leadlog.settings.SideBySide;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads the forms of a page, one after the other; those first that were not tried for longest, so
 * that one that always fails, or is never read to its end, keeps no other back.
 */
@Singleton
class PageReading {

  private record Marked(FormId form, Bookmark bookmark) {

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
  private final SideBySide sideBySide = new SideBySide("bookmarks", AT_ONCE);

  PageReading(FormReader reader, FormReading formReading, Bookmarks bookmarks) {
    this.reader = reader;
    this.formReading = formReading;
    this.bookmarks = bookmarks;
  }

  void read(Turn turn) {
    List<Marked> forms = sideBySide.each(listed(turn), form -> marked(form, turn.stretch()));
    forms.stream()
        .filter(form -> !turn.stretch().isDone(form.bookmark()))
        .sorted(UNTRIED_FIRST)
        .takeWhile(form -> turn.goesOn())
        .forEach(form -> formReading.read(turn, form.form(), form.bookmark()));
    if (turn.isFinished() && turn.stretch().isNamed()) {
      forms.forEach(form -> bookmarks.remove(form.form(), turn.stretch()));
    }
  }

  /** Every form but drafts, mapped or not: an edit of a form is a new one, at any time. */
  private List<FormId> listed(Turn turn) {
    List<FormId> forms = new ArrayList<>();
    String after = null;
    do {
      Listing<LeadForm> listing = reader.forms(turn.page(), turn.token(), after);
      if (!(listing instanceof Listing.Part<LeadForm> part)) {
        turn.refused(((Listing.NotListed<LeadForm>) listing).why().reason());
        return forms;
      }
      part.items().stream().filter(f -> !f.isDraft()).map(LeadForm::id).forEach(forms::add);
      turn.used(part.usage());
      after = part.after();
    } while (after != null && turn.goesOn());
    return forms.stream().distinct().toList();
  }

  private Marked marked(FormId form, Stretch stretch) {
    return new Marked(form, bookmarks.of(form, stretch));
  }
}
