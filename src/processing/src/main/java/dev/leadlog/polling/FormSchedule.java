package dev.leadlog.polling;

import dev.leadlog.graph.FormReader;
import dev.leadlog.graph.GraphResult;
import dev.leadlog.graph.LeadForm;
import dev.leadlog.graph.ListPart;
import dev.leadlog.log.FormId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lists the forms of a page and reads those that are due, one after the other. The form whose last
 * attempt is the oldest comes first, so that a form that always fails, or is never finished, does
 * not block others. Only reading takes the page's lock.
 */
@Singleton
class FormSchedule {

  private record DueForm(LeadForm form, FormCheckpoint checkpoint) {

    Instant triedAt() {
      return checkpoint.triedAt();
    }
  }

  private static final Comparator<DueForm> LONGEST_UNTRIED_FIRST =
      Comparator.comparing(DueForm::triedAt, Comparator.nullsFirst(Comparator.naturalOrder()));

  private final FormReader reader;
  private final FormPoll formPoll;
  private final Checkpoints checkpoints;
  private final PageLocks locks;
  private final Clock clock;

  FormSchedule(
      FormReader reader, FormPoll formPoll, Checkpoints checkpoints, PageLocks locks, Clock clock) {
    this.reader = reader;
    this.formPoll = formPoll;
    this.checkpoints = checkpoints;
    this.locks = locks;
    this.clock = clock;
  }

  /**
   * @param remembered the stored limit of the page's list of forms
   * @return the limit with which the list was read
   */
  ListLimit read(PagePoll poll, ListLimit remembered) {
    Map<FormId, LeadForm> forms = new LinkedHashMap<>();
    ListLimit limit = list(poll, remembered.grown(clock.instant()), forms);
    List<DueForm> due = due(poll, forms.values());
    if (!due.isEmpty() && poll.mayCallMeta()) {
      readLocked(poll, forms.values());
    }
    if (poll.isFinished() && poll.window().isNamed()) {
      forms.keySet().forEach(form -> checkpoints.remove(form, poll.window()));
    }
    return limit;
  }

  /**
   * Lists every form except drafts, mapped or not, because an edit at Meta creates a new form at
   * any time.
   */
  private ListLimit list(PagePoll poll, ListLimit begin, Map<FormId, LeadForm> forms) {
    ListLimit limit = begin;
    String after = null;
    while (poll.mayCallMeta() && !poll.areFormsListed()) {
      GraphResult<ListPart<LeadForm>> read =
          reader.formsToPoll(poll.page(), poll.token(), after, limit.entries());
      if (read.isFound()) {
        ListPart<LeadForm> part = read.found();
        part.items().stream().filter(f -> !f.isDraft()).forEach(f -> forms.putIfAbsent(f.id(), f));
        poll.used(part.usage());
        poll.formsListed(part.isLast());
        after = part.after();
      } else if (read.failure().needsSmallerLimit() && limit.canBeHalved()) {
        limit = limit.halved(clock.instant());
      } else {
        poll.refused(read.failure());
      }
    }
    return limit;
  }

  private void readLocked(PagePoll poll, Collection<LeadForm> forms) {
    Optional<PageLocks.Lock> lock = locks.take(poll.page(), poll.deadline());
    if (lock.isEmpty()) {
      poll.lockedByAnotherPoller();
      return;
    }
    try {
      // Another poller may have read them between the first check and the lock.
      due(poll, forms).stream()
          .takeWhile(form -> poll.mayCallMeta())
          .forEach(due -> formPoll.read(poll, lock.get(), due.form(), due.checkpoint()));
    } finally {
      locks.release(lock.get());
    }
  }

  private List<DueForm> due(PagePoll poll, Collection<LeadForm> forms) {
    Instant now = clock.instant();
    Map<FormId, FormCheckpoint> known =
        checkpoints.of(forms.stream().map(LeadForm::id).toList(), poll.window());
    List<DueForm> due =
        forms.stream()
            .map(form -> new DueForm(form, known.get(form.id())))
            .filter(form -> poll.window().isDue(form.form(), form.checkpoint(), now))
            .sorted(LONGEST_UNTRIED_FIRST)
            .toList();
    poll.formsToRead(due.size());
    return due;
  }
}
