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

/** Every kind of destination that there is. */
@Singleton
public class Destinations {

  private final Map<String, Destination> byType = new TreeMap<>();

  Destinations(@All List<Destination> destinations) {
    destinations.forEach(destination -> byType.put(destination.type(), destination));
  }

  /** The names that a page configuration can use. */
  public List<String> types() {
    return List.copyOf(byType.keySet());
  }

  /** Each type with its settings, for a person who chooses one. */
  public List<ObjectNode> catalogue() {
    return byType.values().stream()
        .map(destination -> destination.description().json(destination.type()))
        .toList();
  }

  /**
   * What is wrong with a setting by itself. Nothing is asked, of anyone.
   *
   * @return each mistake with its place below {@code destination}, as {@code url: is missing; …}
   */
  public List<String> check(DestinationSetting setting) {
    return of(setting).check(setting);
  }

  /**
   * Asks the destination about a setting that {@link #check} found nothing wrong with. It takes no
   * longer than a person waits; a destination that does not answer is a warning.
   */
  public InspectionResult inspect(DestinationSetting setting) {
    return of(setting).inspect(setting);
  }

  /**
   * The fields that the destination has, as they were a short time ago; nothing where it takes any,
   * or cannot be asked.
   */
  public Optional<List<DestinationField>> fields(DestinationSetting setting) {
    return of(setting).fields(setting);
  }

  /** See {@link Destination#typeMismatch}. */
  public Optional<String> typeMismatch(
      DestinationSetting setting, DestinationField field, JsonNode value) {
    return of(setting).typeMismatch(field, value);
  }

  /** The values that the destination's fields cannot hold, as far as it tells what they hold. */
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

  /** The longest that one delivery can take. */
  public Duration timeout(DestinationSetting setting) {
    return of(setting).timeout();
  }

  /** Takes the lead out of where it is ours to take; records elsewhere stay. */
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
