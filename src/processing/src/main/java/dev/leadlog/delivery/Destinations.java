package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.Reason;
import dev.leadlog.mapping.Problem;
import dev.leadlog.mapping.Violation;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Finds and calls the destination of a setting. */
@Singleton
public class Destinations {

  private final Map<String, Destination> byType = new TreeMap<>();

  Destinations(@All List<Destination> destinations) {
    destinations.forEach(destination -> byType.put(destination.type(), destination));
  }

  /** Returns the types that a page configuration can use. */
  public List<String> types() {
    return List.copyOf(byType.keySet());
  }

  /** Returns the descriptions of all types with their settings. */
  public List<ObjectNode> catalogue() {
    return byType.values().stream()
        .map(
            destination ->
                destination
                    .description()
                    .json(destination.type())
                    .put("notice", destination.isNotice()))
        .toList();
  }

  /**
   * Returns the mistakes in a setting, without calling the destination.
   *
   * @return each mistake with its path below {@code destination}, such as {@code url: is missing;
   *     …}
   */
  public List<String> check(DestinationSetting setting) {
    return of(setting).check(setting);
  }

  /**
   * Asks the destination about a setting for which {@link #check} found no mistake. The time is
   * limited for interactive use; a destination that does not answer gives a warning.
   */
  public InspectionResult inspect(DestinationSetting setting) {
    return of(setting).inspect(setting);
  }

  /**
   * Returns the destination's fields, possibly from a cache; empty if it accepts any field, or
   * cannot be asked.
   */
  public Optional<List<DestinationField>> fields(DestinationSetting setting) {
    return of(setting).fields(setting);
  }

  /** See {@link Destination#hasOwnFields}. */
  public boolean hasOwnFields(DestinationSetting setting) {
    return of(setting).hasOwnFields();
  }

  /** See {@link Destination#typeMismatch}. */
  public Optional<String> typeMismatch(
      DestinationSetting setting, DestinationField field, JsonNode value) {
    return of(setting).typeMismatch(field, value);
  }

  /**
   * Returns problems for the values that the destination's fields cannot hold, as far as their
   * types are known.
   */
  public List<Problem> unfit(DestinationSetting setting, Map<String, JsonNode> values) {
    List<Problem> problems = new ArrayList<>();
    for (DestinationField field : fields(setting).orElse(List.of())) {
      JsonNode value = values.get(field.name());
      Optional<String> expected =
          value == null ? Optional.empty() : typeMismatch(setting, field, value);
      expected.ifPresent(
          message -> {
            Violation violation = new Violation(Reason.INVALID_FORMAT, message, value);
            problems.add(Problem.of(field.name(), field.type(), violation));
          });
    }
    return problems;
  }

  /** See {@link Destination#namedFields}. */
  public Set<String> namedFields(DestinationSetting setting) {
    return of(setting).namedFields(setting);
  }

  /** See {@link Destination#preview}. */
  public Optional<String> preview(
      Map<String, JsonNode> fields,
      Function<String, Optional<String>> known,
      DestinationSetting setting) {
    return of(setting).preview(fields, known, setting);
  }

  /** See {@link Destination#isNotice}. */
  public boolean isNotice(DestinationSetting setting) {
    return of(setting).isNotice();
  }

  /** See {@link Destination#isIdempotent}. */
  public boolean isIdempotent(DestinationSetting setting) {
    return of(setting).isIdempotent();
  }

  /** See {@link Destination#timeout}. */
  public Duration timeout(DestinationSetting setting) {
    return of(setting).timeout();
  }

  /** Deletes the lead's records that Leadlog owns; records elsewhere stay. */
  public void erase(LeadgenId id) {
    byType.values().forEach(destination -> destination.erase(id));
  }

  public DeliveryResult deliver(OutgoingLead lead, DestinationSetting setting) {
    return of(setting).deliver(lead, setting);
  }

  private Destination of(DestinationSetting setting) {
    return byType.get(setting.type());
  }
}
