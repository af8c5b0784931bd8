package dev.leadlog.operations;

import dev.leadlog.document.StrictReader;
import dev.leadlog.stats.Statistics;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What can be asked about the numbers. */
@Singleton
public class StatsOperations {

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
  public Answer stats(StrictReader input) {
    StatsParameters asked = StatsParameters.read(input, clock.instant());
    return input.hasMistakes()
        ? Answer.invalid(input.mistakes())
        : Answer.of(200, statistics.between(asked.from(), asked.to(), asked.zone()));
  }

  /** Counts every log anew, as a job. */
  public Answer recount(StrictReader input, String by) {
    input.knowing();
    return input.hasMistakes()
        ? Answer.invalid(input.mistakes())
        : Answer.of(202, Json.object().put("job", statistics.recount(by).id()));
  }
}
