package dev.leadlog.suggesting;

import dev.leadlog.delivery.DestinationSetting;
import java.util.List;

/** Tells which fields a destination has. */
public interface DestinationFields {

  /**
   * @param destination null where none is configured
   * @return empty where it takes any field, or cannot be asked now
   */
  List<DestinationField> of(DestinationSetting destination);
}
