package dev.leadlog.mapping.formatting;

import java.time.Clock;
import java.util.List;

/**
 * The formatting functions of the benchmark. They are package-private beans, so this class is in
 * their package.
 */
public final class MeasuredFunctions {

  public static List<FormattingFunction> all() {
    return List.of(
        new PersonFunctions().capitalizeName(),
        new PersonFunctions().formatPhoneNumber(),
        new PersonFunctions().normalizeEmail(),
        new DateFunctions(Clock.systemUTC()).formatDate(),
        new DateFunctions(Clock.systemUTC()).currentDate(),
        new TextFunctions().join(),
        new TextFunctions().truncate(),
        new ValueFunctions().lookup());
  }

  private MeasuredFunctions() {}
}
