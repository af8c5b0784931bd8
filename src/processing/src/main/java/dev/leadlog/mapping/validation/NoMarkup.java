package dev.leadlog.mapping.validation;

import dev.leadlog.log.Reason;
import dev.leadlog.mapping.Check;
import dev.leadlog.mapping.steps.Argument;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Neither {@code <} nor {@code >}. It can be put off where a function brings it along. */
@Singleton
class NoMarkup implements FieldValidator {

  private static final Argument<Boolean> ON = Argument.flag("on").otherwise(true);

  @Override
  public String name() {
    return "no_markup";
  }

  @Override
  public List<Argument<?>> arguments() {
    return List.of(ON);
  }

  @Override
  public Check prepare(Arguments given) {
    if (!given.get(ON)) {
      return values -> Optional.empty();
    }
    return Check.ofEach(
        value ->
            Flaws.unless(
                value.asText().indexOf('<') < 0 && value.asText().indexOf('>') < 0,
                Reason.INVALID_FORMAT,
                "text without < and >",
                value));
  }
}
