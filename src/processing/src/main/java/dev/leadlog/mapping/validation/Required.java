package dev.leadlog.mapping.validation;

import dev.leadlog.log.Reason;
import dev.leadlog.mapping.Check;
import dev.leadlog.mapping.Flaw;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;
import java.util.Optional;

/** There is a value: the same as {@code "required": true}. */
@Singleton
class Required implements FieldValidator {

  @Override
  public String name() {
    return "required";
  }

  @Override
  public Check prepare(Arguments given) {
    return values ->
        values.isEmpty()
            ? Optional.of(new Flaw(Reason.MISSING_REQUIRED, null, null))
            : Optional.empty();
  }
}
