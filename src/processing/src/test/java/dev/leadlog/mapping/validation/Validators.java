package dev.leadlog.mapping.validation;

import dev.leadlog.mapping.formatting.Functions;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Every validator of this version, for tests without Quarkus. */
public final class Validators {

  public static List<FieldValidator> all() {
    return Functions.beans(FieldValidator.class, Clock.systemUTC());
  }

  public static Map<String, FieldValidator> byName() {
    return Functions.byName(all());
  }

  private Validators() {}
}
