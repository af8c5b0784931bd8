package dev.leadlog.mapping.formatting;

import dev.leadlog.mapping.Format;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;
import java.util.Locale;

/** Lower case, as no country in particular writes it. */
@Singleton
class Lower implements FormattingFunction {

  @Override
  public String name() {
    return "lower";
  }

  @Override
  public Format prepare(Arguments given) {
    return Format.ofEachText(text -> text.toLowerCase(Locale.ROOT));
  }
}
