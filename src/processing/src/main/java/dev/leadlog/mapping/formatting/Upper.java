package dev.leadlog.mapping.formatting;

import dev.leadlog.mapping.Format;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;
import java.util.Locale;

/** Upper case, as no country in particular writes it. */
@Singleton
class Upper implements FormattingFunction {

  @Override
  public String name() {
    return "upper";
  }

  @Override
  public Format prepare(Arguments given) {
    return Format.ofEachText(text -> text.toUpperCase(Locale.ROOT));
  }
}
