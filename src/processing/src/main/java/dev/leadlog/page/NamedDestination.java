package dev.leadlog.page;

import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.mapping.FieldMapping;
import java.util.List;

/**
 * A destination of a page or a form.
 *
 * @param name the name of its delivery in the log; the type if there is only one destination
 * @param mapping its own mapping; null for the form's
 * @param notice whether it only notifies people and does not affect the lead's status
 * @param place its path in the page or the form, such as {@code destinations[1]}
 */
public record NamedDestination(
    String name,
    DestinationSetting setting,
    List<FieldMapping> mapping,
    boolean notice,
    String place) {

  /** Creates the only destination of a page or a form. */
  public static NamedDestination only(DestinationSetting setting, boolean notice) {
    return new NamedDestination(setting.type(), setting, null, notice, "destination");
  }

  /** Returns the mapping of a form's leads to this destination. */
  public List<FieldMapping> mapping(FormConfig form) {
    return mapping == null ? form.mapping() : mapping;
  }

  /** Without the settings, which may hold secrets. */
  @Override
  public String toString() {
    return "NamedDestination[" + name + ", " + setting.type() + "]";
  }
}
