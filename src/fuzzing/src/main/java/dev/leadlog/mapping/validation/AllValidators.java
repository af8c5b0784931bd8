package dev.leadlog.mapping.validation;

import java.util.List;

/** All validators, which are package-private beans. */
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
