package dev.leadlog.operations;

import dev.leadlog.listing.LeadLogFilters;
import dev.leadlog.stats.Statistics;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** What can be asked about the numbers. */
@Singleton
public class StatsOperations {

  private static final Duration USUAL_REBUILD = Duration.ofDays(730);

  private final Statistics statistics;
  private final Clock clock;

  StatsOperations(Statistics statistics, Clock clock) {
    this.statistics = statistics;
    this.clock = clock;
  }

  /**
   * {@code from}, {@code to}, {@code zone}: a day of the zone or a time each; without them the last
   * 30 days in UTC.
   */
  public Answer stats(Map<String, String> given) {
    StatsParameters parameters = StatsParameters.read(given, clock.instant());
    return parameters.mistakes().isEmpty()
        ? Answer.of(
            200, statistics.between(parameters.from(), parameters.to(), parameters.zone()).json())
        : Answer.problem(400, "The parameters are wrong", parameters.mistakes());
  }

  /** Counts every log anew, as a job. */
  public Answer recount(String by) {
    return Answer.of(202, Json.object().put("job", statistics.recount(by).id()));
  }
}
