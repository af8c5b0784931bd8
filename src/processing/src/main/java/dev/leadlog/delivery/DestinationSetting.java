package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.document.SecretLocation;
import dev.leadlog.document.StrictReader;
import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.text.Json;

/**
 * A destination as a page or a form names it.
 *
 * @param type the name of a {@link Destination}
 * @param settings what else stands there, which the destination itself reads
 */
public record DestinationSetting(String type, ObjectNode settings) {

  /** The built-in table, which needs no settings. */
  public static final DestinationSetting LEADS_TABLE = new DestinationSetting(LeadsTable.TYPE);

  /** A destination that needs no more than its name. */
  public DestinationSetting(String type) {
    this(type, Json.object());
  }

  public boolean isLeadsTable() {
    return type.equals(LeadsTable.TYPE);
  }

  /** Where the secrets of destinations must be. */
  public static SecretLocation secrets(LeadlogSettings deployment) {
    return SecretLocation.of("destination", deployment);
  }

  public StrictReader reader() {
    return StrictReader.of(settings);
  }

  /** Without the settings, which may hold secrets. */
  @Override
  public String toString() {
    return "DestinationSetting[" + type + "]";
  }
}
