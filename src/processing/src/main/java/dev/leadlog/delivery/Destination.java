package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.log.LeadgenId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A kind of destination. */
public interface Destination {

  /** The {@code type} by which a page configuration names it. */
  String type();

  /** What a person is shown who chooses it; {@link #check} refuses settings that are not there. */
  DestinationDescription description();

  /** The longest that one delivery can take. */
  Duration timeout();

  /**
   * Whether it only tells people of a lead. A notice never decides about the lead: while it cannot
   * be sent it is retried for an hour, then it is noted as failed, and the lead's status ignores
   * it. It is not sent for test leads, imports and old leads, and the lead is mapped leniently for
   * it.
   */
  default boolean isNotice() {
    return false;
  }

  /**
   * Whether delivering a lead twice leaves one record. After a delivery to a destination that
   * cannot promise that, the progress is stored before the lead's other deliveries have ended.
   */
  default boolean isIdempotent() {
    return false;
  }

  /**
   * Delivers, once or once more: never an exception, never a second record where that can be
   * helped.
   */
  DeliveryResult deliver(OutgoingLead lead, DestinationSetting setting);

  /** What is wrong with a setting by itself; nothing is asked, of anyone. */
  List<String> check(DestinationSetting setting);

  /** What the destination says of a setting that {@link #check} found nothing wrong with. */
  default InspectionResult inspect(DestinationSetting setting) {
    return InspectionResult.nothing();
  }

  /** The fields that it has, as they were a short time ago; nothing where it takes any. */
  default Optional<List<DestinationField>> fields(DestinationSetting setting) {
    return inspect(setting).fields();
  }

  /**
   * Whether a field can hold a value.
   *
   * @return what the value would have to be, in words that follow "must be"; nothing where it can
   */
  default Optional<String> typeMismatch(DestinationField field, JsonNode value) {
    return Optional.empty();
  }

  /**
   * The names of fields that its texts hold and that only a lead can fill. Saving refuses a name
   * that no lead of the form has.
   */
  default Set<String> namedFields(DestinationSetting setting) {
    return Set.of();
  }

  /**
   * The text that people would get of a lead; nothing where the destination sends no text.
   *
   * @param fields as mapped
   * @param known what {@code field:<name>} finds
   */
  default Optional<String> preview(
      Map<String, JsonNode> fields,
      Function<String, Optional<String>> known,
      DestinationSetting setting) {
    return Optional.empty();
  }

  /** Takes a lead out again, where that is ours to do; without it, it does nothing. */
  default void erase(LeadgenId id) {}
}
