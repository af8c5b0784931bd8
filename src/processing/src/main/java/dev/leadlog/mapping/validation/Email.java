package dev.leadlog.mapping.validation;

import dev.leadlog.log.Reason;
import dev.leadlog.mapping.Check;
import dev.leadlog.mapping.formatting.EmailAddress;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;

/** An e-mail address, as it is. */
@Singleton
class Email implements FieldValidator {

  @Override
  public String name() {
    return "email";
  }

  @Override
  public Check prepare(Arguments given) {
    return Check.ofEach(
        value ->
            Flaws.unless(
                EmailAddress.isValid(value.asText()),
                Reason.INVALID_EMAIL,
                "an e-mail address, as name@example.org",
                value));
  }
}
