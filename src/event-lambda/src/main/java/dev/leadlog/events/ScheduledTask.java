package dev.leadlog.events;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a schedule asks for: {@code {"task":"sweep"}}, {@code {"task":"poll"}} or {@code
 * {"task":"health"}}.
 *
 * @param task the name of the task
 */
@RegisterForReflection
public record ScheduledTask(String task) {}
