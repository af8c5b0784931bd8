package dev.leadlog.events;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;

/**
 * The input of a schedule: {@code {"task":"sweep"}}, {@code {"task":"poll"}} or {@code
 * {"task":"health"}}.
 *
 * @param task the name of the task
 * @param unknown every other field; the handler refuses an input with any
 */
@RegisterForReflection
public record ScheduledTask(String task, @JsonAnySetter Map<String, Object> unknown) {

  public ScheduledTask(String task) {
    this(task, Map.of());
  }

  /** Whether the input has no field other than the task. */
  boolean isTaskAlone() {
    return unknown == null || unknown.isEmpty();
  }
}
