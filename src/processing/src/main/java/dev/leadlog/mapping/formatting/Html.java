package dev.leadlog.mapping.formatting;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Takes the tags out of HTML, in a time that grows with its length only. */
final class Html {

  private static final Map<String, String> ENTITIES =
      Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ");

  private static final Set<String> UNSEEN = Set.of("script", "style");
  private static final int LONGEST_ENTITY = 9;

  /** What is hidden behind more layers than this is no text that someone wrote. */
  private static final int MOST_LAYERS = 8;

  /**
   * Until nothing is left to take out: what comes out as a tag, once {@code &lt;} is read, is taken
   * out too. A {@code <} that begins no tag stays.
   */
  static String text(String html) {
    String text = html;
    for (int layer = 0; layer < MOST_LAYERS; layer++) {
      String next = decoded(untagged(text));
      if (next.equals(text)) {
        return Texts.singleSpaced(text);
      }
      text = next;
    }
    return Texts.singleSpaced(text.replaceAll("[<>&]", " "));
  }

  private static String untagged(String html) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < html.length()) {
      int end = html.charAt(at) == '<' ? endOfTag(html, at) : -1;
      if (end < 0) {
        text.append(html.charAt(at++));
      } else {
        text.append(' ');
        at = end;
      }
    }
    return text.toString();
  }

  /** Where the text goes on behind the tag that begins here; -1 where none does. */
  private static int endOfTag(String html, int at) {
    if (html.startsWith("<!--", at)) {
      return behind(html, "-->", at + 4);
    }
    int name = at + 1 < html.length() && html.charAt(at + 1) == '/' ? at + 2 : at + 1;
    if (name >= html.length() || !isNameStart(html.charAt(name))) {
      return -1;
    }
    int close = html.indexOf('>', name);
    if (close < 0) {
      return html.length();
    }
    String unseen = unseen(html, name);
    return unseen == null || name == at + 2 ? close + 1 : behind(html, "</" + unseen, close);
  }

  private static String unseen(String html, int name) {
    return UNSEEN.stream()
        .filter(tag -> html.regionMatches(true, name, tag, 0, tag.length()))
        .findFirst()
        .orElse(null);
  }

  private static int behind(String html, String end, int from) {
    int found = indexOf(html, end, from);
    int close = found < 0 ? -1 : html.indexOf('>', found);
    return close < 0 ? html.length() : close + 1;
  }

  private static int indexOf(String html, String what, int from) {
    for (int at = html.indexOf(what.charAt(0), from);
        at >= 0;
        at = html.indexOf(what.charAt(0), at + 1)) {
      if (html.regionMatches(true, at, what, 0, what.length())) {
        return at;
      }
    }
    return -1;
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '!' || c == '?';
  }

  private static String decoded(String text) {
    StringBuilder decoded = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int end = text.charAt(at) == '&' ? endOfEntity(text, at) : -1;
      String character = end < 0 ? null : character(text.substring(at + 1, end));
      decoded.append(character == null ? text.substring(at, at + 1) : character);
      at = character == null ? at + 1 : end + 1;
    }
    return decoded.toString();
  }

  private static int endOfEntity(String text, int at) {
    int last = Math.min(text.length(), at + LONGEST_ENTITY + 1);
    int end = text.substring(at, last).indexOf(';');
    return end < 0 ? -1 : at + end;
  }

  private static String character(String entity) {
    if (!entity.startsWith("#")) {
      return ENTITIES.get(entity.toLowerCase(Locale.ROOT));
    }
    boolean hex = entity.startsWith("#x") || entity.startsWith("#X");
    try {
      int code = Integer.parseInt(entity.substring(hex ? 2 : 1), hex ? 16 : 10);
      boolean isText = Character.isValidCodePoint(code) && (code >= ' ' || code == '\n');
      boolean isWhole = code < Character.MIN_SURROGATE || code > Character.MAX_SURROGATE;
      return isText && isWhole ? Character.toString(code) : null;
    } catch (NumberFormatException none) {
      return null;
    }
  }

  private Html() {}
}
