package dev.leadlog.mapping;

/**
 * A step of a mapping with checked arguments.
 *
 * @param name the name in the configuration
 * @param run a {@link PreparedFunction} or a {@link PreparedValidator}
 */
public record PreparedStep<T>(String name, T run) {}
