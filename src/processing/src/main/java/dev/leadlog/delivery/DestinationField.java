package dev.leadlog.delivery;

import java.util.List;

/**
 * A field that a destination has.
 *
 * @param name by which a mapping fills it
 * @param label for people
 * @param type in the destination's own words, as {@code Data}
 * @param required without a value, the destination refuses the lead
 * @param readOnly no lead may fill it
 * @param options the only values that it takes; empty for any
 * @param optionLabels what people call these values, in the same order
 * @param longest the characters that it holds; 0 where the destination does not say
 */
public record DestinationField(
    String name,
    String label,
    String type,
    boolean required,
    boolean readOnly,
    List<String> options,
    List<String> optionLabels,
    int longest) {

  /** One whose options are called by their values, and whose length is not known. */
  public DestinationField(
      String name,
      String label,
      String type,
      boolean required,
      boolean readOnly,
      List<String> options) {
    this(name, label, type, required, readOnly, options, options, 0);
  }

  /** One that takes any value of its type. */
  public DestinationField(String name, String label, String type, boolean required) {
    this(name, label, type, required, false, List.of());
  }

  private static final String PLACEHOLDER = "placeholder";

  /** A place of a body that a value takes. */
  static DestinationField placeholder(String name) {
    return new DestinationField(name, "{{" + name + "}}", PLACEHOLDER, true);
  }

  public boolean isPlaceholder() {
    return type.equals(PLACEHOLDER);
  }

  /** A field of a destination that takes any. */
  public static DestinationField named(String name) {
    return new DestinationField(name, name, "text", false);
  }
}
