package dev.leadlog.events;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.leadlog.health.Health;
import dev.leadlog.polling.PollResult;
import dev.leadlog.polling.Polling;
import dev.leadlog.sweeping.Sweep;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** {@code poller}: what the schedules ask for. */
@Named("poller")
@Singleton
public class PollerHandler implements RequestHandler<ScheduledTask, TaskResult> {

  private final Sweep sweep;
  private final Polling polling;
  private final Health health;
  private final Clock clock;

  PollerHandler(Sweep sweep, Polling polling, Health health, Clock clock) {
    this.sweep = sweep;
    this.polling = polling;
    this.health = health;
    this.clock = clock;
  }

  /**
   * @throws IllegalArgumentException for a task that this version does not know
   */
  @Override
  public TaskResult handleRequest(ScheduledTask scheduled, Context context) {
    Instant deadline = clock.instant().plusMillis(context.getRemainingTimeInMillis());
    return switch (String.valueOf(scheduled.task())) {
      case "sweep" -> sweep(deadline);
      case "poll" -> poll(deadline);
      case "health" -> health(deadline);
      default ->
          throw new IllegalArgumentException(
              "task is \""
                  + scheduled.task()
                  + "\"; the schedule must say {\"task\":\"sweep\"}, {\"task\":\"poll\"} or"
                  + " {\"task\":\"health\"}");
    };
  }

  private TaskResult sweep(Instant deadline) {
    Sweep.Swept swept = sweep.run(deadline);
    return TaskResult.ofSweep(swept.enqueued(), swept.deadLetters());
  }

  private TaskResult poll(Instant deadline) {
    PollResult result = polling.run(deadline);
    return TaskResult.ofPoll(result.pages(), result.forms(), result.found(), result.payloads());
  }

  private TaskResult health(Instant deadline) {
    Health.Checked checked = health.run(deadline);
    return TaskResult.ofHealth(checked.pages(), checked.troubles(), checked.jobs());
  }
}
