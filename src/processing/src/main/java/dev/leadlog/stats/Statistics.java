package dev.leadlog.stats;

import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.Jobs;
import dev.leadlog.log.LeadCount;
import dev.leadlog.log.LeadCounts;
import dev.leadlog.text.Times;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers how many leads of each kind were created in a time, for the days of any zone. */
@Singleton
public class Statistics {

  /** More Pending leads are an outage, and no number of them is worth the reading. */
  private static final int MOST_PENDING = 10_000;

  private final LeadCounts counts;
  private final Jobs jobs;
  private final Clock clock;

  Statistics(LeadCounts counts, Jobs jobs, Clock clock) {
    this.counts = counts;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * @param from the beginning of a quarter of an hour, as is {@code to}, which is excluded
   */
  public Stats between(Instant from, Instant to, ZoneId zone) {
    List<LeadCount> all = new ArrayList<>(counts.between(from, to));
    Optional<List<LeadCount>> pending = counts.pending(MOST_PENDING);
    pending.orElse(List.of()).stream()
        .filter(one -> !one.quarter().isBefore(from) && one.quarter().isBefore(to))
        .forEach(all::add);
    return new Stats(from, to, zone, all, pending.isPresent());
  }

  /**
   * Counts every log of a time anew, as a job; until it is done, the old numbers hold.
   *
   * @param since by the time of receipt
   * @param by who asks
   */
  public Job rebuild(Instant since, String by) {
    int generation = counts.beginRebuild();
    Instant allKnow = clock.instant().plus(LeadCounts.UNTIL_ALL_KNOW);
    return jobs.begin(
        RecountWork.KIND,
        RecountWork.request(generation, Times.text(since), Times.text(allKnow)),
        by);
  }
}
