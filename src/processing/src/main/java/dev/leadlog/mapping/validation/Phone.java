package dev.leadlog.mapping.validation;

import dev.leadlog.log.Reason;
import dev.leadlog.mapping.Check;
import dev.leadlog.mapping.formatting.PhoneNumbers;
import dev.leadlog.mapping.steps.Argument;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;
import java.util.List;

/** A phone number that exists, in any form. */
@Singleton
class Phone implements FieldValidator {

  @Override
  public String name() {
    return "phone";
  }

  @Override
  public List<Argument<?>> arguments() {
    return List.of(PhoneNumbers.REGION);
  }

  @Override
  public Check prepare(Arguments given) {
    String region = given.get(PhoneNumbers.REGION);
    return Check.ofEach(
        value ->
            Flaws.unless(
                PhoneNumbers.read(value.asText(), region).isPresent(),
                Reason.INVALID_PHONE,
                PhoneNumbers.expected(region),
                value));
  }
}
