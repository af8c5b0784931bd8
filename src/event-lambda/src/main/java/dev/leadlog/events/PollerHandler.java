package dev.leadlog.events;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.leadlog.health.Health;
import dev.leadlog.polling.LeadPoller;
import dev.leadlog.polling.PollResult;
import dev.leadlog.sweeping.Sweep;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code poller}: runs the tasks of the schedules. */
@Named("poller")
@Singleton
public class PollerHandler implements RequestHandler<ScheduledTask, Map<String, Integer>> {

  private static final String VALID_INPUT =
      "the input of the schedule must be {\"task\":\"sweep\"}, {\"task\":\"poll\"} or {\"task\":\"health\"}";

  private final Sweep sweep;
  private final LeadPoller leadPoller;
  private final Health health;
  private final Clock clock;

  PollerHandler(Sweep sweep, LeadPoller leadPoller, Health health, Clock clock) {
    this.sweep = sweep;
    this.leadPoller = leadPoller;
    this.health = health;
    this.clock = clock;
  }

  /**
   * Runs a task and returns its counts.
   *
   * @throws IllegalArgumentException for a task or a field that this version does not know
   */
  @Override
  public Map<String, Integer> handleRequest(ScheduledTask scheduled, Context context) {
    if (!scheduled.isTaskAlone()) {
      throw new IllegalArgumentException(
          scheduled.unknown().keySet() + " is not a known field; " + VALID_INPUT);
    }
    Instant deadline = clock.instant().plusMillis(context.getRemainingTimeInMillis());
    return switch (String.valueOf(scheduled.task())) {
      case "sweep" -> sweep(deadline);
      case "poll" -> poll(deadline);
      case "health" -> health(deadline);
      default ->
          throw new IllegalArgumentException(
              "\"" + scheduled.task() + "\" is not a known task; " + VALID_INPUT);
    };
  }

  private Map<String, Integer> sweep(Instant deadline) {
    Sweep.SweepResult swept = sweep.run(deadline);
    Map<String, Integer> counts = new LinkedHashMap<>();
    counts.put("enqueued", swept.enqueued());
    counts.put("deadLetters", swept.deadLetters());
    return counts;
  }

  private Map<String, Integer> poll(Instant deadline) {
    PollResult polled = leadPoller.run(deadline);
    Map<String, Integer> counts = new LinkedHashMap<>();
    counts.put("pages", polled.pages());
    counts.put("forms", polled.forms());
    counts.put("found", polled.found());
    counts.put("payloads", polled.payloads());
    return counts;
  }

  private Map<String, Integer> health(Instant deadline) {
    Health.CheckSummary checked = health.run(deadline);
    Map<String, Integer> counts = new LinkedHashMap<>();
    counts.put("checked", checked.pages());
    counts.put("issues", checked.healthIssues());
    counts.put("jobs", checked.jobs());
    return counts;
  }
}
