package dev.leadlog.mapping.formatting;

import java.time.Clock;
import java.util.List;

/**
 * The functions that a benchmark uses. They are beans of a package that shows none of them, so this
 * stands in the same package.
 */
public final class MeasuredFunctions {

  public static FormattingFunctions all() {
    return new FormattingFunctions(
        List.of(
            new CapitalizeName(),
            new FormatPhoneNumber(),
            new NormalizeEmail(),
            new FormatDate(),
            new CurrentDate(Clock.systemUTC()),
            new Join(),
            new Truncate(),
            new Lookup()));
  }

  private MeasuredFunctions() {}
}
