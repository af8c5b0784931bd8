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
public record InspectionResult(
    Optional<List<DestinationField>> fields,
    boolean takesOthers,
    List<String> mistakes,
    List<String> warnings) {

  public static InspectionResult nothing() {
    return new InspectionResult(Optional.empty(), true, List.of(), List.of());
  }

  public static InspectionResult mistake(String mistake) {
    return new InspectionResult(Optional.empty(), true, List.of(mistake), List.of());
  }

  public static InspectionResult warning(String warning) {
    return new InspectionResult(Optional.empty(), true, List.of(), List.of(warning));
  }
}
