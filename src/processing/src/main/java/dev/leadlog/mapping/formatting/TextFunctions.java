package dev.leadlog.mapping.formatting;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.leadlog.html.HtmlText;
import dev.leadlog.mapping.FormatResult;
import dev.leadlog.mapping.PreparedFunction;
import dev.leadlog.mapping.steps.Argument;
import dev.leadlog.mapping.steps.Arguments;
import dev.leadlog.mapping.steps.RegularExpressions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/** The formatting functions for text. */
@Singleton
class TextFunctions {

  private static final Argument<String> PREFIX =
      Argument.text("prefix").required().described("The prefix, up to 200 characters.", "META-");
  private static final Argument<Integer> MAX =
      Argument.number("max", 1, 100_000)
          .required()
          .described("The number of characters to keep, counted as Unicode code points.", 140);
  private static final Argument<Pattern> PATTERN =
      RegularExpressions.argument("pattern")
          .required()
          .described("The regular expression of the text to replace.", "_+");
  private static final Argument<String> WITH =
      Argument.text("with").otherwise("").described("The replacement; $1 is the first group.", " ");

  private static final Argument<String> SEPARATOR =
      Argument.text("separator")
          .described("The text between two answers, up to 200 characters.", "; ");

  private static final int LONGEST_INSERTED = 200;

  /** One visible character, such as a letter with its accent or a composed emoji. */
  private static final java.util.regex.Pattern CHARACTER = java.util.regex.Pattern.compile("\\X");

  /** The maximum number of nested entity encodings. */
  private static final int MOST_LAYERS = 8;

  /** Removes blanks at both ends, including invisible ones. */
  @Singleton
  FormattingFunction trim() {
    return BuiltInFunction.ofEachText(
        "trim", "Removes blanks at both ends, including invisible ones.", UnicodeText::trimmed);
  }

  /** Converts to lower case, independent of the locale. */
  @Singleton
  FormattingFunction lower() {
    return BuiltInFunction.ofEachText(
        "lower", "Converts the value to lower case.", text -> text.toLowerCase(Locale.ROOT));
  }

  /** Converts to upper case, independent of the locale. */
  @Singleton
  FormattingFunction upper() {
    return BuiltInFunction.ofEachText(
        "upper", "Converts the value to upper case.", text -> text.toUpperCase(Locale.ROOT));
  }

  /** Adds a prefix unless the value already begins with it. */
  @Singleton
  FormattingFunction addPrefix() {
    return new BuiltInFunction(
        "add_prefix",
        "Adds a prefix to the value unless the value already begins with it.",
        List.of(PREFIX),
        TextFunctions::prefixed);
  }

  private static PreparedFunction prefixed(Arguments given) {
    String prefix = given.get(PREFIX);
    if (prefix.isEmpty()) {
      given.refuse(PREFIX, "is empty; enter the prefix");
    } else if (prefix.length() > LONGEST_INSERTED) {
      given.refuse(PREFIX, "must have at most 200 characters");
    }
    return PreparedFunction.ofEachText(text -> text.startsWith(prefix) ? text : prefix + text);
  }

  /** Joins the answers to several questions; questions without an answer are skipped. */
  @Singleton
  FormattingFunction concat() {
    return joining(
        "concat", "Joins the answers to several questions to one text.", SEPARATOR.otherwise(" "));
  }

  /** Joins the answers to a multi-select. */
  @Singleton
  FormattingFunction join() {
    return joining(
        "join", "Joins the answers to a multi-select to one text.", SEPARATOR.otherwise(", "));
  }

  private static FormattingFunction joining(
      String name, String description, Argument<String> separator) {
    return new BuiltInFunction(
        name, description, List.of(separator), given -> joining(given, separator));
  }

  private static PreparedFunction joining(Arguments given, Argument<String> separator) {
    String between = given.get(separator);
    if (between.length() > LONGEST_INSERTED) {
      given.refuse(separator, "must have at most 200 characters");
    }
    return values -> joined(values, between);
  }

  private static FormatResult joined(List<JsonNode> values, String separator) {
    return FormatResult.text(
        values.stream().map(JsonNode::asText).collect(Collectors.joining(separator)));
  }

  /**
   * Truncates a text to a number of characters, counted as code points like in databases. No
   * visible character is cut in two.
   */
  @Singleton
  FormattingFunction truncate() {
    return new BuiltInFunction(
        "truncate",
        "Keeps the beginning of a text.",
        List.of(MAX),
        given -> PreparedFunction.ofEachText(text -> truncated(text, given.get(MAX))));
  }

  /** A visible character that is longer than the limit is cut. */
  private static String truncated(String text, int max) {
    if (text.codePointCount(0, text.length()) <= max) {
      return text;
    }
    int room = text.offsetByCodePoints(0, max);
    int end = 0;
    Matcher character = CHARACTER.matcher(text);
    while (character.find() && character.end() <= room) {
      end = character.end();
    }
    return text.substring(0, end == 0 ? room : end);
  }

  /** Replaces all matches of a regular expression; {@code $1} is the first group. */
  @Singleton
  FormattingFunction replace() {
    return new BuiltInFunction(
        "replace",
        "Replaces all matches of a regular expression.",
        List.of(PATTERN, WITH),
        TextFunctions::replaced);
  }

  private static PreparedFunction replaced(Arguments given) {
    Pattern pattern = given.get(PATTERN);
    String with = given.get(WITH);
    if (with.length() > LONGEST_INSERTED || !fits(pattern, with)) {
      given.refuse(
          WITH,
          "must have at most 200 characters and use only groups of the pattern, such"
              + " as $1; write \\$ for a dollar sign");
    }
    return PreparedFunction.ofEachText(text -> pattern.matcher(text).replaceAll(with));
  }

  /** Matches the empty text, so that the replacement is checked. */
  private static boolean fits(Pattern pattern, String with) {
    try {
      Pattern.compile("(?:" + pattern.pattern() + ")|").matcher("").replaceAll(with);
      return true;
    } catch (IndexOutOfBoundsException | IllegalArgumentException | PatternSyntaxException wrong) {
      return false;
    }
  }

  /** Converts HTML to text. */
  @Singleton
  FormattingFunction stripHtml() {
    return BuiltInFunction.ofEachText(
        "strip_html", "Converts HTML to plain text.", TextFunctions::withoutHtml);
  }

  /** Repeats until nothing changes, because {@code &lt;b&gt;} is a tag once it is decoded. */
  private static String withoutHtml(String html) {
    String text = html;
    for (int layer = 0; layer < MOST_LAYERS; layer++) {
      String next = HtmlText.of(text);
      if (next.equals(text)) {
        return text;
      }
      text = next;
    }
    return UnicodeText.singleSpaced(text.replaceAll("[<>&]", " "));
  }
}
