package dev.leadlog.page;

import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.mapping.FieldMapping;
import java.util.List;

/**
 * A destination of a page or a form.
 *
 * @param name by which the log names its delivery; the type where only one destination is given
 * @param mapping its own; null for the form's
 * @param notice whether it only tells people of a lead, and never decides about the lead
 * @param place where it stands in the page or the form, as {@code destinations[1]}
 */
public record NamedDestination(
    String name,
    DestinationSetting setting,
    List<FieldMapping> mapping,
    boolean notice,
    String place) {

  /** The only destination of a page or a form. */
  public static NamedDestination only(DestinationSetting setting, boolean notice) {
    return new NamedDestination(setting.type(), setting, null, notice, "destination");
  }

  /** The mapping of a form's leads to this destination. */
  public List<FieldMapping> mapping(FormConfig form) {
    return mapping == null ? form.mapping() : mapping;
  }

  /** Without the settings, which may hold secrets. */
  @Override
  public String toString() {
    return "NamedDestination[" + name + ", " + setting.type() + "]";
  }
}
