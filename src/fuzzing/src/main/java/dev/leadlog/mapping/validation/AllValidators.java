package dev.leadlog.mapping.validation;

import java.util.List;

/** Every validator. They are beans of a package that shows none of them. */
public final class AllValidators {

  public static List<FieldValidator> validators() {
    BuiltInValidators validators = new BuiltInValidators();
    return List.of(
        validators.email(),
        validators.length(),
        validators.pattern(),
        validators.noMarkup(),
        validators.notPlaceholder(),
        validators.oneOf(),
        validators.phone(),
        validators.required());
  }

  private AllValidators() {}
}
