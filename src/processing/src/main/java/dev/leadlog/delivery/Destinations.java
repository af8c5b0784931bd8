package dev.leadlog.delivery;

import dev.leadlog.log.LeadgenId;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

  /** The longest that one delivery can take. */
  public Duration timeout(DestinationSetting setting) {
    return byType.get(setting.type()).timeout();
  }

  /** Takes the lead out of where it is ours to take; records elsewhere stay. */
  public void erase(LeadgenId id) {
    byType.values().forEach(destination -> destination.erase(id));
  }

  public Delivery deliver(OutgoingLead lead, DestinationSetting setting) {
    return byType.get(setting.type()).deliver(lead, setting);
  }
}
