package dev.leadlog.mapping.validation;

import dev.leadlog.mapping.formatting.Functions;
import java.time.Clock;

/** Every validator of this version, for tests without Quarkus. */
public final class Validators {

  public static FieldValidators all() {
    return new FieldValidators(Functions.implementations(FieldValidator.class, Clock.systemUTC()));
  }

  private Validators() {}
}
