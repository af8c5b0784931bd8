package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.document.SecretLocation;
import dev.leadlog.document.StrictReader;
import dev.leadlog.text.Json;

/**
 * The destination setting of a page or a form.
 *
 * @param type the name of a {@link Destination}
 * @param settings the other fields, which the destination reads
 */
public record DestinationSetting(String type, ObjectNode settings) {

  /** The leads table, which needs no settings. */
  public static final DestinationSetting LEADS_TABLE = new DestinationSetting(LeadsTable.TYPE);

  /** Creates a setting with a type only. */
  public DestinationSetting(String type) {
    this(type, Json.object());
  }

  public boolean isLeadsTable() {
    return type.equals(LeadsTable.TYPE);
  }

  /** Returns the location of the secrets of destinations. */
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
