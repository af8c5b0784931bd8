package dev.leadlog.mapping.formatting;

import java.time.Clock;
import java.util.List;

/** Every formatting function. They are beans of a package that shows none of them. */
public final class AllFunctions {

  public static FormattingFunctions at(Clock clock) {
    return new FormattingFunctions(
        List.of(
            new AddPrefix(),
            new CalculateAge(clock),
            new CapitalizeName(),
            new Concat(),
            new CurrentDate(clock),
            new ExtractCountryFromAddress(),
            new FormatDate(),
            new FormatPhoneNumber(),
            new Join(),
            new Lookup(),
            new Lower(),
            new NormalizeEmail(),
            new Replace(),
            new SplitName(),
            new StripHtml(),
            new ToBoolean(),
            new ToNumber(),
            new Trim(),
            new Truncate(),
            new Upper()));
  }

  private AllFunctions() {}
}
