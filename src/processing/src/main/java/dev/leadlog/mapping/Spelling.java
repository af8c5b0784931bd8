package dev.leadlog.mapping;

import java.util.Locale;

/** Both ways to write a name: Meta's, with underscores, and the log's, in camel case. */
final class Spelling {

  static String asMeta(String name) {
    StringBuilder meta = new StringBuilder();
    for (char c : name.toCharArray()) {
      meta.append(c >= 'A' && c <= 'Z' ? "_" + (char) (c + 32) : String.valueOf(c));
    }
    return meta.toString();
  }

  static String asTheLog(String name) {
    StringBuilder log = new StringBuilder();
    for (String word : name.split("_")) {
      log.append(
          log.isEmpty() || word.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return log.toString();
  }

  private Spelling() {}
}
