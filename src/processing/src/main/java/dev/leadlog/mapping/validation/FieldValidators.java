package dev.leadlog.mapping.validation;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every validator that there is. */
@Singleton
public class FieldValidators {

  private final Map<String, FieldValidator> byName = new TreeMap<>();

  FieldValidators(@All List<FieldValidator> validators) {
    for (FieldValidator validator : validators) {
      FieldValidator other = byName.put(validator.name(), validator);
      if (other != null) {
        throw new IllegalStateException(
            "two validators are called %s: %s and %s"
                .formatted(
                    validator.name(), other.getClass().getName(), validator.getClass().getName()));
      }
    }
  }

  public Map<String, FieldValidator> byName() {
    return byName;
  }
}
