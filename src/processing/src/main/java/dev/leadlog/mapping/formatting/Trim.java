package dev.leadlog.mapping.formatting;

import dev.leadlog.mapping.Format;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;

/** Takes blanks off both ends, invisible ones too. */
@Singleton
class Trim implements FormattingFunction {

  @Override
  public String name() {
    return "trim";
  }

  @Override
  public Format prepare(Arguments given) {
    return Format.ofEachText(Texts::trimmed);
  }
}
