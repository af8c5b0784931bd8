package dev.leadlog.delivery;

import java.util.List;

/**
 * A field of a destination.
 *
 * @param name the name in a mapping
 * @param label the name in the destination's user interface
 * @param type the destination's own name of the type, such as {@code Data}
 * @param required whether the destination rejects a lead without a value
 * @param readOnly whether a lead cannot fill it
 * @param options the accepted values; empty for any
 * @param optionLabels the labels of these values, in the same order
 * @param longest the maximum number of characters; 0 if it is not known
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

  /** Creates a field whose options have no labels and whose length is not known. */
  public DestinationField(
      String name,
      String label,
      String type,
      boolean required,
      boolean readOnly,
      List<String> options) {
    this(name, label, type, required, readOnly, options, options, 0);
  }

  /** Creates a field that accepts any value of its type. */
  public DestinationField(String name, String label, String type, boolean required) {
    this(name, label, type, required, false, List.of());
  }

  private static final String PLACEHOLDER = "placeholder";

  /** Creates the field for a placeholder of a body. */
  static DestinationField placeholder(String name) {
    return new DestinationField(name, "{{" + name + "}}", PLACEHOLDER, true);
  }

  public boolean isPlaceholder() {
    return type.equals(PLACEHOLDER);
  }

  /** Creates a field of a destination that accepts any field. */
  public static DestinationField named(String name) {
    return new DestinationField(name, name, "text", false);
  }
}
