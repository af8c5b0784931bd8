package dev.leadlog.stats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.JobWork;
import dev.leadlog.listing.LeadLogFilters;
import dev.leadlog.log.LeadCounts;
import dev.leadlog.log.LeadLogFilter;
import dev.leadlog.log.LeadLogList;
import dev.leadlog.log.LeadLogPage;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.ListPosition;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Counts the logs of a time into a new generation of the counters, page by page. */
@Singleton
class RecountWork implements JobWork {

  static final String KIND = "recount";

  private static final String GENERATION = "generation";
  private static final String FROM = "from";
  private static final String TO = "to";

  /** A cursor that no list gives. */
  private static final String THE_FIRST = "first";

  private static final int A_PAGE = 100;
  private static final int AT_ONCE = 8;

  private final LeadLogList list;
  private final LeadCounts counts;
  private final Clock clock;
  private final BoundedExecutor executor;

  RecountWork(LeadLogList list, LeadCounts counts, Clock clock, BoundedExecutor executor) {
    this.executor = executor;
    this.list = list;
    this.counts = counts;
    this.clock = clock;
  }

  static ObjectNode request(int generation, String from, String to) {
    return Json.object().put(GENERATION, generation).put(FROM, from).put(TO, to);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Slice run(Job job, Instant until) {
    Duration wait = Duration.between(clock.instant(), Instant.parse(to(job)));
    if (wait.compareTo(Duration.ZERO) > 0) {
      return new Slice(0, 0, List.of(), THE_FIRST, wait);
    }
    int generation = job.request().path(GENERATION).asInt();
    LeadLogFilter filter = filter(job.request(), until);
    ListPosition position = position(job.cursor());
    int counted = 0;
    do {
      LeadLogPage page = list.list(filter, A_PAGE, position);
      executor.each(page.items(), AT_ONCE, log -> recount(log.leadgenId(), generation));
      counted += page.items().size();
      position = page.next();
    } while (position != null && clock.instant().isBefore(until));
    if (position == null) {
      counts.rebuilt(generation);
    }
    String next = position == null ? null : position.cursor();
    return new Slice(counted, counted, List.of(), next, Duration.ZERO);
  }

  private boolean recount(LeadgenId id, int generation) {
    counts.recount(id, generation);
    return true;
  }

  /** When every instance counts into the new generation: what comes in later stands there. */
  private static String to(Job job) {
    return job.request().path(TO).asText();
  }

  private static LeadLogFilter filter(ObjectNode request, Instant now) {
    return LeadLogFilters.stored(request, now);
  }

  private static ListPosition position(String cursor) {
    return cursor == null || cursor.equals(THE_FIRST)
        ? null
        : ListPosition.ofCursor(cursor).orElseThrow();
  }
}
