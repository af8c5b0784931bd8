package dev.leadlog.mapping.formatting;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds countries by their names. Two-letter codes are not recognised, because an address that ends
 * with CA or DE may be in California or Delaware. Ambiguous names such as Georgia are not
 * recognised either.
 */
final class Countries {

  record Country(String code, String name) {}

  /** {@code countries.txt}: code, English name, other names. */
  private static final class Names {
    static final Map<String, Country> ALL = read();
  }

  private static final int MOST_WORDS = 6;

  /** The country is at the end of the last part of an address that is not only a postcode. */
  static Optional<Country> atTheEndOf(String address) {
    String[] parts = address.split("[,;\n\u060C\u3001\uFF0C|]");
    for (int i = parts.length - 1; i >= 0; i--) {
      String[] words = withoutPostcode(NormalizedText.of(parts[i])).split(" ");
      if (!words[0].isEmpty()) {
        return endOf(words);
      }
    }
    return Optional.empty();
  }

  /** Finds the longest name: Papua New Guinea also ends with Guinea. */
  private static Optional<Country> endOf(String[] words) {
    int from = Math.max(0, words.length - MOST_WORDS);
    for (int begin = from; begin < words.length; begin++) {
      String end = String.join(" ", Arrays.copyOfRange(words, begin, words.length));
      if (Names.ALL.containsKey(end)) {
        return Optional.ofNullable(Names.ALL.get(end));
      }
    }
    return Optional.empty();
  }

  private static String withoutPostcode(String plain) {
    return Arrays.stream(plain.split(" "))
        .filter(word -> word.chars().noneMatch(Character::isDigit))
        .collect(Collectors.joining(" "));
  }

  private static Map<String, Country> read() {
    Map<String, Country> byName = new HashMap<>();
    for (String line : text().split("\n")) {
      String[] names = line.split("\\|");
      if (!line.startsWith("#")) {
        Country country = names[0].equals("-") ? null : new Country(names[0], names[1]);
        for (int i = 1; i < names.length; i++) {
          byName.put(NormalizedText.of(names[i]), country);
        }
      }
    }
    return byName;
  }

  private static String text() {
    try (InputStream in = Countries.class.getResourceAsStream("countries.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Countries() {}
}
