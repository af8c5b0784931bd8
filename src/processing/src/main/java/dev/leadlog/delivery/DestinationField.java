package dev.leadlog.delivery;

/**
 * A field that a destination has.
 *
 * @param name by which a mapping fills it
 * @param label for people
 * @param type in the destination's own words, as {@code Data}
 * @param required without a value, the destination refuses the lead
 */
public record DestinationField(String name, String label, String type, boolean required) {

  /** A field of a destination that takes any. */
  public static DestinationField named(String name) {
    return new DestinationField(name, name, "text", false);
  }
}
