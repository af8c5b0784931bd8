package dev.leadlog.mapping;

/**
 * A step of a mapping: its arguments were checked when the configuration was read.
 *
 * @param name by which the configuration names it
 * @param run a {@link PreparedFunction} or a {@link PreparedValidator}
 */
public record PreparedStep<T>(String name, T run) {}
