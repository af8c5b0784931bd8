package dev.leadlog.html;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;

/** The text of HTML as a browser shows it: without tags, scripts and styles, entities decoded. */
public final class HtmlText {

  private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0]+");

  /** The text in one line. A {@code <} that begins no tag stays, and so does a decoded one. */
  public static String of(String html) {
    String text = SPACES.matcher(Jsoup.parse(html).text()).replaceAll(" ").strip();
    return withoutLoneSurrogates(text);
  }

  /** With its entities decoded, and nothing else changed. */
  public static String decoded(String html) {
    return Parser.unescapeEntities(html, false);
  }

  /** A number such as {@code &#55296;} decodes to half a character, which no store takes. */
  private static String withoutLoneSurrogates(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private HtmlText() {}
}
