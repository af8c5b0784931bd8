package dev.leadlog.mapping.formatting;

import dev.leadlog.mapping.Format;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;
import java.util.List;

/** A name as its bearer would write it, also where it came in capitals or without any. */
@Singleton
class CapitalizeName implements FormattingFunction {

  @Override
  public String name() {
    return "capitalize_name";
  }

  /** What it formats is a name, and no name has markup in it. */
  @Override
  public List<String> validators() {
    return List.of("no_markup");
  }

  @Override
  public Format prepare(Arguments given) {
    return Format.ofEachText(Names::capitalized);
  }
}
