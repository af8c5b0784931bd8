package dev.leadlog.delivery;

import java.util.List;
import java.util.Optional;

/**
 * The result of inspecting the settings of a destination.
 *
 * @param fields the fields of the destination; empty if it accepts any field or could not be asked
 * @param takesOthers whether it also accepts other fields
 * @param mistakes why the settings cannot work, each with its path below {@code destination}
 * @param warnings hints, or why the destination could not be asked
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
