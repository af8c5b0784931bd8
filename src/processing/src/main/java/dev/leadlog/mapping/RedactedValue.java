package dev.leadlog.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Describes a value without revealing it. */
final class RedactedValue {

  private static final List<Character> SHOWN_CHARACTERS = List.of('<', '>', '@');
  private static final String PHONE_CHARACTERS = "+-./() ";

  /** Returns for example {@code 11 digits}, or {@code text of 14 characters with <}. */
  static String of(JsonNode value) {
    if (value.isNumber()) {
      return "a number of " + digits(value.asText()) + " digits";
    }
    if (value.isArray()) {
      return count(value.size(), "value");
    }
    return value.isBoolean() ? "true or false" : ofText(value.asText());
  }

  private static String ofText(String text) {
    long digits = digits(text);
    if (digits > 0 && text.codePoints().allMatch(RedactedValue::isPhoneCharacter)) {
      return (text.strip().startsWith("+") ? "+ and " : "") + count(digits, "digit");
    }
    String whole = "text of " + count(text.codePoints().count(), "character");
    List<String> found =
        SHOWN_CHARACTERS.stream().filter(c -> text.indexOf(c) >= 0).map(String::valueOf).toList();
    return found.isEmpty() ? whole : whole + " with " + String.join(" and ", found);
  }

  private static boolean isPhoneCharacter(int c) {
    return Character.isDigit(c) || PHONE_CHARACTERS.indexOf(c) >= 0;
  }

  private static long digits(String text) {
    return text.codePoints().filter(Character::isDigit).count();
  }

  private static String count(long n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }

  private RedactedValue() {}
}
