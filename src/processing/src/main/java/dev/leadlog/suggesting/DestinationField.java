package dev.leadlog.suggesting;

/**
 * A field that a destination has.
 *
 * @param label as its users see it; null for none
 * @param required it takes no record without it
 */
public record DestinationField(String name, String label, boolean required) {}
