package dev.leadlog.log;

/**
 * Why one field of a lead could not be mapped. It never holds the personal value.
 *
 * @param field the destination's field
 * @param rule what was not met, as {@code required}
 */
public record Problem(String field, String rule, Reason reason) {}
