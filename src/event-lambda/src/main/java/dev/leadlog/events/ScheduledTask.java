package dev.leadlog.events;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;

/**
 * What a schedule asks for: {@code {"task":"sweep"}}, {@code {"task":"poll"}} or {@code
 * {"task":"health"}}.
 *
 * @param task the name of the task
 * @param unknown every other field; there must be none
 */
@RegisterForReflection
public record ScheduledTask(String task, @JsonAnySetter Map<String, Object> unknown) {

  public ScheduledTask(String task) {
    this(task, Map.of());
  }

  /** Whether nothing but the task is asked for. */
  boolean isTaskAlone() {
    return unknown == null || unknown.isEmpty();
  }
}
