package dev.leadlog.mapping.validation;

import java.util.List;

/** Every validator. They are beans of a package that shows none of them. */
public final class AllValidators {

  public static FieldValidators validators() {
    return new FieldValidators(
        List.of(
            new Email(),
            new Length(),
            new MatchesPattern(),
            new NoMarkup(),
            new NotPlaceholder(),
            new OneOf(),
            new Phone(),
            new Required()));
  }

  private AllValidators() {}
}
