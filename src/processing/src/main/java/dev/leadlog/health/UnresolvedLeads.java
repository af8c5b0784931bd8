package dev.leadlog.health;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.listing.LeadLogFilter;
import dev.leadlog.listing.LeadLogList;
import dev.leadlog.listing.LeadLogPage;
import dev.leadlog.listing.ListCursor;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds the leads that are not processed for the daily mail, and groups them. */
@Singleton
class UnresolvedLeads {

  /**
   * Leads of one page that wait for the same fix.
   *
   * @param page null if it is not known
   * @param reason null if there is none
   * @param oldest when the first of them was received
   * @param newest some of the ids, the newest first
   */
  record Group(
      PageId page,
      Status status,
      Reason reason,
      int count,
      Instant oldest,
      List<LeadgenId> newest) {}

  /**
   * The groups of waiting leads.
   *
   * @param complete false if the time was too short to read all
   */
  record Summary(List<Group> groups, boolean complete) {}

  private record GroupKey(PageId page, Status status, Reason reason) {
    static GroupKey of(LeadLog log) {
      return new GroupKey(log.pageId(), log.status(), log.reason());
    }
  }

  private static final Comparator<Group> BY_PAGE_THEN_MOST =
      Comparator.comparing((Group group) -> group.page() == null ? "" : group.page().text())
          .thenComparing(group -> -group.count());

  private static final List<Status> UNRESOLVED =
      List.of(Status.ERROR, Status.UNCONFIGURED, Status.DISABLED);

  private static final int AT_ONCE = 500;
  private static final int SOME = 3;
  private static final int SOME_ERRORS = 100;
  private static final int MOST_QUERIES = 40;

  /** A log that is Pending for longer rarely recovers without a person. */
  private static final Duration LONG_PENDING = Duration.ofDays(1);

  private final LeadLogList list;
  private final LeadlogSettings settings;
  private final Clock clock;

  UnresolvedLeads(LeadLogList list, LeadlogSettings settings, Clock clock) {
    this.list = list;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Returns all leads that are Error, Unconfigured or Disabled, and those that are Pending for more
   * than a day. Test leads and erased leads are left out.
   *
   * @param end no further part is read after this time
   */
  Summary ofAllPages(Instant end) {
    Map<GroupKey, Group> groups = new HashMap<>();
    boolean complete = true;
    for (Status status : UNRESOLVED) {
      complete &= add(groups, filter(status, null, now()), end);
    }
    complete &= add(groups, filter(Status.PENDING, null, now().minus(LONG_PENDING)), end);
    return sum(groups, complete);
  }

  /**
   * Returns some of the newest Errors of one page with these reasons. The number of queries is
   * limited, because a user waits for the result.
   */
  Summary someErrorsOf(PageId page, Collection<Reason> reasons) {
    LeadLogPage newest =
        list.newest(filter(Status.ERROR, page, now()), reasons, SOME_ERRORS, MOST_QUERIES);
    Map<GroupKey, Group> groups = new HashMap<>();
    add(groups, newest);
    return sum(groups, newest.next() == null);
  }

  private boolean add(Map<GroupKey, Group> groups, LeadLogFilter filter, Instant end) {
    ListCursor position = null;
    do {
      LeadLogPage part = list.list(filter, AT_ONCE, position);
      add(groups, part);
      position = part.next();
    } while (position != null && clock.instant().isBefore(end));
    return position == null;
  }

  private static void add(Map<GroupKey, Group> groups, LeadLogPage part) {
    part.items().stream()
        .filter(UnresolvedLeads::waits)
        .forEach(log -> groups.merge(GroupKey.of(log), first(log), UnresolvedLeads::and));
  }

  /**
   * The index has no erasure flag. An erased lead is recognised because it has no due time or no
   * message, which all other leads have.
   */
  private static boolean waits(LeadLog log) {
    boolean erased =
        log.status() == Status.PENDING ? log.retry().retryAt() == null : log.errorMessage() == null;
    return !log.test() && !erased;
  }

  private static Group first(LeadLog log) {
    return new Group(
        log.pageId(), log.status(), log.reason(), 1, log.receivedTime(), List.of(log.leadgenId()));
  }

  private static Group and(Group group, Group more) {
    return new Group(
        group.page(),
        group.status(),
        group.reason(),
        group.count() + more.count(),
        group.oldest().isBefore(more.oldest()) ? group.oldest() : more.oldest(),
        Stream.concat(group.newest().stream(), more.newest().stream()).limit(SOME).toList());
  }

  private static Summary sum(Map<GroupKey, Group> groups, boolean complete) {
    List<Group> sorted = new ArrayList<>(groups.values());
    sorted.sort(BY_PAGE_THEN_MOST);
    return new Summary(sorted, complete);
  }

  private LeadLogFilter filter(Status status, PageId page, Instant to) {
    return LeadLogFilter.between(now().minus(settings.lookBack()), to)
        .withStatus(status)
        .withPageId(page);
  }

  private Instant now() {
    return clock.instant();
  }
}
