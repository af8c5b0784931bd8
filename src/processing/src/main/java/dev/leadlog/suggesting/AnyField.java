package dev.leadlog.suggesting;

import dev.leadlog.delivery.DestinationSetting;
import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import java.util.List;

/** The leads table takes any field. */
@DefaultBean
@Singleton
class AnyField implements DestinationFields {

  @Override
  public List<DestinationField> of(DestinationSetting destination) {
    return List.of();
  }
}
