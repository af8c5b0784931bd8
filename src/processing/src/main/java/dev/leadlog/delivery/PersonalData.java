package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Takes a person's answers out of what a destination says. */
final class PersonalData {

  private static final int LONGEST = 300;
  private static final int LOOKED_AT = 20_000;

  /** Begun only where a word begins: else the time would grow with the square of the words. */
  private static final Pattern MAIL =
      Pattern.compile("(?<![^\\s\"'<>@])[^\\s\"'<>@]++@[^\\s\"'<>@]++");

  /** Seven digits or more. Groups are counted: each takes a part of the stack. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}-])\\+?(?=[0-9](?:[\\s().-]*+[0-9]){6})[0-9]++"
              + "(?:[\\s().-]++[0-9]++){0,100}+");

  private record Answer(String field, String text) {}

  /** The words with each answer replaced by the name of its field, and cut. */
  static String removedFrom(String words, Map<String, JsonNode> fields) {
    String clean = words.length() > LOOKED_AT ? words.substring(0, LOOKED_AT) : words;
    for (Answer answer : answers(fields)) {
      clean = replaced(clean, answer);
    }
    clean = MAIL.matcher(clean).replaceAll("[an e-mail address]");
    clean = NUMBER.matcher(clean).replaceAll("[a number]").strip();
    return clean.length() > LONGEST ? clean.substring(0, LONGEST) + "…" : clean;
  }

  /** Longest first: one may be part of another. */
  private static Iterable<Answer> answers(Map<String, JsonNode> fields) {
    return fields.entrySet().stream()
        .flatMap(field -> texts(field.getValue()).map(text -> new Answer(field.getKey(), text)))
        .filter(answer -> !answer.text().isBlank())
        .sorted(Comparator.comparingInt((Answer answer) -> answer.text().length()).reversed())
        .toList();
  }

  private static Stream<String> texts(JsonNode value) {
    return value.isArray()
        ? StreamSupport.stream(value.spliterator(), false).flatMap(PersonalData::texts)
        : Stream.of(value.asText().strip());
  }

  /** Not within a word: an answer of one letter is in many. */
  private static String replaced(String words, Answer answer) {
    return Pattern.compile(
            "(?<![\\p{L}\\p{N}])" + Pattern.quote(answer.text()) + "(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
        .matcher(words)
        .replaceAll(Matcher.quoteReplacement("[" + answer.field() + "]"));
  }

  private PersonalData() {}
}
