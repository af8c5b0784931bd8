package dev.leadlog.events;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.leadlog.sweeping.Sweep;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;

/** {@code poller}: what the schedules ask for. */
@Named("poller")
@Singleton
public class PollerHandler implements RequestHandler<ScheduledTask, TaskResult> {

  private final Sweep sweep;
  private final Clock clock;

  PollerHandler(Sweep sweep, Clock clock) {
    this.sweep = sweep;
    this.clock = clock;
  }

  /**
   * @throws IllegalArgumentException for a task that this version does not know
   */
  @Override
  public TaskResult handleRequest(ScheduledTask scheduled, Context context) {
    if (!"sweep".equals(scheduled.task())) {
      throw new IllegalArgumentException(
          "task is \"" + scheduled.task() + "\"; the schedule must say {\"task\":\"sweep\"}");
    }
    Sweep.Swept swept = sweep.run(clock.instant().plusMillis(context.getRemainingTimeInMillis()));
    return new TaskResult(swept.enqueued(), swept.deadLetters());
  }
}
