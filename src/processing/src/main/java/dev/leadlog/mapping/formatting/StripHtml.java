package dev.leadlog.mapping.formatting;

import dev.leadlog.mapping.Format;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;

/** The text of a piece of HTML. */
@Singleton
class StripHtml implements FormattingFunction {

  @Override
  public String name() {
    return "strip_html";
  }

  @Override
  public Format prepare(Arguments given) {
    return Format.ofEachText(Html::text);
  }
}
