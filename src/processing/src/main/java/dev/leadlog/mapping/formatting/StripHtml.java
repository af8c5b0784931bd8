package dev.leadlog.mapping.formatting;

import dev.leadlog.html.HtmlText;
import dev.leadlog.mapping.Format;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;

/** The text of a piece of HTML. */
@Singleton
class StripHtml implements FormattingFunction {

  /** Nobody writes text that is hidden behind more layers of entities than this. */
  private static final int MOST_LAYERS = 8;

  @Override
  public String name() {
    return "strip_html";
  }

  @Override
  public Format prepare(Arguments given) {
    return Format.ofEachText(StripHtml::text);
  }

  /** Repeats until nothing changes, because {@code &lt;b&gt;} is a tag once it is decoded. */
  private static String text(String html) {
    String text = html;
    for (int layer = 0; layer < MOST_LAYERS; layer++) {
      String next = HtmlText.of(text);
      if (next.equals(text)) {
        return text;
      }
      text = next;
    }
    return Texts.singleSpaced(text.replaceAll("[<>&]", " "));
  }
}
