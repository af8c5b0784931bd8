package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.html.HtmlText;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Removes a person's answers from a destination's error message. */
public final class PersonalDataFilter {

  private static final int LONGEST = 300;
  private static final int LONGEST_INPUT = 20_000;

  /**
   * Matches begin only at a word boundary; otherwise the time would grow with the square of the
   * length.
   */
  private static final Pattern MAIL =
      Pattern.compile("(?<![^\\s\"'<>@])[^\\s\"'<>@]++@[^\\s\"'<>@]++");

  /**
   * Seven digits or more. The number of repetitions is limited, because each one uses stack space.
   */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}-])\\+?(?=[0-9](?:[\\s().-]*+[0-9]){6})[0-9]++"
              + "(?:[\\s().-]++[0-9]++){0,100}+");

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
  private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9a-fA-F]{4})");
  private static final Pattern PERCENT = Pattern.compile("(?:%[0-9a-fA-F]{2})++");

  /** Text may be encoded several times. */
  private static final int MOST_LAYERS = 3;

  private static final int SHORTEST_NUMBER = 4;

  /** Frequent words of error messages, which do not identify an answer. */
  private static final Set<String> COMMON =
      Set.of(
          ("a an and are as at be by can cannot could does error field fields for from has have in"
                  + " integer invalid is it length lead long max maximum min missing must name no"
                  + " not null number of on one only or out please record required row should"
                  + " string text than that the there this to too type unique valid value was with"
                  + " you your address date email phone")
              .split(" "));

  /** Private-use characters mark replaced text, so that it is not replaced again. */
  private static final char BEGIN = '\uE000';

  private static final char END = '\uE001';

  private record Answer(String field, String text) {}

  /**
   * Decodes the message from HTML, JSON and URL encoding, replaces each answer and each word of an
   * answer by the name of its field, and truncates the result.
   */
  public static String removedFrom(String message, Map<String, JsonNode> fields) {
    String clean =
        decoded(message.length() > LONGEST_INPUT ? message.substring(0, LONGEST_INPUT) : message);
    List<Answer> answers = answers(fields);
    for (Answer answer : answers) {
      clean = replaced(clean, answer);
    }
    clean = withoutWords(clean, answers);
    clean = clean.replace(BEGIN, '[').replace(END, ']');
    clean = MAIL.matcher(clean).replaceAll("[an e-mail address]");
    clean = NUMBER.matcher(clean).replaceAll("[a number]").strip();
    return whole(clean.length() > LONGEST ? clean.substring(0, LONGEST) + "…" : clean);
  }

  /** No half of a surrogate pair may remain: stores reject it. */
  private static String whole(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static String decoded(String message) {
    String text = message;
    for (int layer = 0; layer < MOST_LAYERS; layer++) {
      String json = ESCAPED.matcher(text).replaceAll(PersonalDataFilter::character);
      String html = HtmlText.decoded(json);
      String next = PERCENT.matcher(html).replaceAll(PersonalDataFilter::bytes);
      if (next.equals(text)) {
        break;
      }
      text = next;
    }
    return Normalizer.normalize(text, Normalizer.Form.NFC).replace(BEGIN, ' ').replace(END, ' ');
  }

  private static String character(MatchResult escape) {
    return Matcher.quoteReplacement("" + (char) Integer.parseInt(escape.group(1), 16));
  }

  private static String bytes(MatchResult escapes) {
    byte[] bytes = HexFormat.of().parseHex(escapes.group().replace("%", ""));
    return Matcher.quoteReplacement(new String(bytes, StandardCharsets.UTF_8));
  }

  /** Longest first, because one answer may be part of another. */
  private static List<Answer> answers(Map<String, JsonNode> fields) {
    return fields.entrySet().stream()
        .flatMap(field -> texts(field.getValue()).map(text -> new Answer(field.getKey(), text)))
        .filter(answer -> !answer.text().isBlank())
        .sorted(Comparator.comparingInt((Answer answer) -> answer.text().length()).reversed())
        .toList();
  }

  private static Stream<String> texts(JsonNode value) {
    return value.isArray()
        ? StreamSupport.stream(value.spliterator(), false).flatMap(PersonalDataFilter::texts)
        : Stream.of(Normalizer.normalize(value.asText().strip(), Normalizer.Form.NFC));
  }

  /**
   * Matches whole words only, because a short answer occurs within many words. In a URL, + may
   * stand for a blank.
   */
  private static String replaced(String message, Answer answer) {
    String spaced = "\\Q" + answer.text().replace("\\E", "").replace(" ", "\\E[ +]\\Q") + "\\E";
    return Pattern.compile(
            "(?<![\\p{L}\\p{N}])" + spaced + "(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
        .matcher(message)
        .replaceAll(Matcher.quoteReplacement(BEGIN + answer.field() + END));
  }

  private static String withoutWords(String text, List<Answer> answers) {
    Map<String, String> fields = new HashMap<>();
    for (Answer answer : answers) {
      String own = answer.text().contains("@") ? localPart(answer.text()) : answer.text();
      Matcher word = WORD.matcher(own);
      while (word.find()) {
        String lower = word.group().toLowerCase(Locale.ROOT);
        if (isSignificant(lower)) {
          fields.putIfAbsent(lower, answer.field());
        }
      }
    }
    StringBuilder clean = new StringBuilder();
    int from = 0;
    for (int begin = text.indexOf(BEGIN); begin >= 0; begin = text.indexOf(BEGIN, from)) {
      int end = text.indexOf(END, begin) + 1;
      clean.append(withoutWords(text.substring(from, begin), fields)).append(text, begin, end);
      from = end;
    }
    return clean.append(withoutWords(text.substring(from), fields)).toString();
  }

  private static String withoutWords(String text, Map<String, String> fields) {
    return WORD.matcher(text)
        .replaceAll(
            word -> {
              String field = fields.get(word.group().toLowerCase(Locale.ROOT));
              String kept = field == null ? word.group() : BEGIN + field + END;
              return Matcher.quoteReplacement(kept);
            });
  }

  private static String localPart(String address) {
    return address.substring(0, address.indexOf('@'));
  }

  private static boolean isSignificant(String word) {
    boolean isNumber = word.chars().allMatch(Character::isDigit);
    return word.length() >= (isNumber ? SHORTEST_NUMBER : 2) && !COMMON.contains(word);
  }

  private PersonalDataFilter() {}
}
