package dev.leadlog.delivery;

import java.util.List;
import java.util.Optional;

/**
 * What came of asking a destination about a setting.
 *
 * @param fields those that it has; nothing where it takes any, or could not be asked
 * @param takesOthers whether it takes fields that are not among them too
 * @param mistakes why the setting cannot work, each with its place below {@code destination}
 * @param warnings what is worth knowing, or why it could not be asked
 */
public record Inspection(
    Optional<List<DestinationField>> fields,
    boolean takesOthers,
    List<String> mistakes,
    List<String> warnings) {

  public static Inspection nothing() {
    return new Inspection(Optional.empty(), true, List.of(), List.of());
  }

  public static Inspection mistake(String mistake) {
    return new Inspection(Optional.empty(), true, List.of(mistake), List.of());
  }

  public static Inspection warning(String warning) {
    return new Inspection(Optional.empty(), true, List.of(), List.of(warning));
  }
}
