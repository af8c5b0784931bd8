package dev.leadlog.mapping.validation;

import dev.leadlog.mapping.steps.Named;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Every validator that there is. */
@Singleton
public class FieldValidators {

  private final Map<String, FieldValidator> byName;

  FieldValidators(@All List<FieldValidator> validators) {
    this.byName = Named.byName(validators);
  }

  public Map<String, FieldValidator> byName() {
    return byName;
  }
}
