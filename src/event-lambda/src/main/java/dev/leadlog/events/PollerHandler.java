package dev.leadlog.events;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.health.Health;
import dev.leadlog.polling.PollResult;
import dev.leadlog.polling.Polling;
import dev.leadlog.sweeping.Sweep;
import dev.leadlog.text.Json;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** {@code poller}: what the schedules ask for. */
@Named("poller")
@Singleton
public class PollerHandler implements RequestHandler<ScheduledTask, ObjectNode> {

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
   * Runs a task and counts what it did.
   *
   * @throws IllegalArgumentException for a task that this version does not know
   */
  @Override
  public ObjectNode handleRequest(ScheduledTask scheduled, Context context) {
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

  private ObjectNode sweep(Instant deadline) {
    Sweep.Swept swept = sweep.run(deadline);
    return Json.object().put("enqueued", swept.enqueued()).put("deadLetters", swept.deadLetters());
  }

  private ObjectNode poll(Instant deadline) {
    PollResult polled = polling.run(deadline);
    return Json.object()
        .put("pages", polled.pages())
        .put("forms", polled.forms())
        .put("found", polled.found())
        .put("payloads", polled.payloads());
  }

  private ObjectNode health(Instant deadline) {
    Health.Checked checked = health.run(deadline);
    return Json.object()
        .put("checked", checked.pages())
        .put("troubles", checked.troubles())
        .put("jobs", checked.jobs());
  }
}
