package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.log.LeadgenId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A type of destination. */
public interface Destination {

  /** Time to read secrets from SSM, and once more if the destination rejects them. */
  Duration TIME_TO_READ_SECRETS = Duration.ofSeconds(8);

  /** The {@code type} by which a page configuration names it. */
  String type();

  /**
   * Describes the type and its settings for users; {@link #check} rejects settings that are not
   * described.
   */
  DestinationDescription description();

  /** Returns the longest duration of one delivery. */
  Duration timeout();

  /**
   * Returns whether the destination only notifies people of a lead. A notice does not affect the
   * lead's status: it is retried for an hour, then it is recorded as failed. It is not sent for
   * test leads, imports and old leads, and the lead is mapped leniently for it.
   */
  default boolean isNotice() {
    return false;
  }

  /**
   * Returns whether delivering a lead twice makes one record. After a delivery to a destination
   * that cannot guarantee that, the progress is stored before the lead's other deliveries have
   * ended.
   */
  default boolean isIdempotent() {
    return false;
  }

  /**
   * Delivers a lead, possibly for the second time. It throws no exception, and makes no second
   * record if it can avoid that.
   */
  DeliveryResult deliver(OutgoingLead lead, DestinationSetting setting);

  /** Returns the mistakes in a setting, without calling the destination. */
  List<String> check(DestinationSetting setting);

  /** Asks the destination about a setting for which {@link #check} found no mistake. */
  default InspectionResult inspect(DestinationSetting setting) {
    return InspectionResult.nothing();
  }

  /**
   * Returns whether the destination accepts its own fields only. {@link #fields} is then empty only
   * if it could not be asked.
   */
  default boolean hasOwnFields() {
    return false;
  }

  /** Returns the destination's fields, possibly from a cache; empty if it accepts any field. */
  default Optional<List<DestinationField>> fields(DestinationSetting setting) {
    return inspect(setting).fields();
  }

  /**
   * Checks whether a field can hold a value.
   *
   * @return the accepted values, as text that follows "must be"; empty if the field can hold it
   */
  default Optional<String> typeMismatch(DestinationField field, JsonNode value) {
    return Optional.empty();
  }

  /**
   * Returns the names of the lead's fields in the setting's texts. Saving rejects a name that no
   * lead of the form has.
   */
  default Set<String> namedFields(DestinationSetting setting) {
    return Set.of();
  }

  /**
   * Returns the text of the notice for a lead; empty if the destination sends no text.
   *
   * @param fields the mapped fields
   * @param known resolves {@code field:<name>}
   */
  default Optional<String> preview(
      Map<String, JsonNode> fields,
      Function<String, Optional<String>> known,
      DestinationSetting setting) {
    return Optional.empty();
  }

  /** Deletes a lead's record if Leadlog owns it; by default it does nothing. */
  default void erase(LeadgenId id) {}
}
