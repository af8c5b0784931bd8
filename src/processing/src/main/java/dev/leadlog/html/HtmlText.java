package dev.leadlog.html;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;

/**
 * Converts HTML to the text that a browser shows: without tags, scripts and styles, with entities
 * decoded.
 */
public final class HtmlText {

  private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0]+");

  /**
   * Returns the text in one line. A {@code <} that begins no tag, or that was an entity, is kept.
   */
  public static String of(String html) {
    String text = SPACES.matcher(Jsoup.parse(html).text()).replaceAll(" ").strip();
    return withoutLoneSurrogates(text);
  }

  /** Decodes the entities and changes nothing else. */
  public static String decoded(String html) {
    return Parser.unescapeEntities(html, false);
  }

  /** An entity such as {@code &#55296;} decodes to a lone surrogate, which stores reject. */
  private static String withoutLoneSurrogates(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private HtmlText() {}
}
