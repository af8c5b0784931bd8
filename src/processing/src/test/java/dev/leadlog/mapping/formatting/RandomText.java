package dev.leadlog.mapping.formatting;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Random text, the same in each run: what people enter, similar text, text that breaks programs,
 * and any code points.
 */
final class RandomText {

  private static final List<String> PARTS =
      List.of(
          "",
          " ",
          "\t",
          "\n",
          "\u00a0",
          "\u200b",
          "\ufeff",
          "\u0000",
          "\ud800",
          "\udc00",
          "İ",
          "ı",
          "ß",
          "ﬁ",
          "ŉ",
          "ΑΣ",
          "ǆ",
          "é",
          "e\u0301",
          "आदा",
          "ما",
          "田中",
          "👩‍💻",
          "🇩🇪",
          "🏽",
          "mc",
          "O'",
          "d'",
          "van",
          "der",
          "de",
          "la",
          "JEAN",
          "luc",
          "y",
          "II",
          "-",
          ".",
          ",",
          "'",
          "’",
          "<",
          ">",
          "<b>",
          "</b>",
          "<!--",
          "-->",
          "<script>",
          "&",
          "&lt;",
          "&amp;",
          "&#x1F600;",
          "&#55296;",
          "&#999999999999;",
          "+",
          "00",
          "p:",
          "+49",
          "30",
          "901820",
          "98765",
          "43210",
          "٣",
          "９",
          "1",
          "7",
          "19",
          "04",
          "1987",
          "/",
          "april",
          "19th",
          "T10:00:00Z",
          "@",
          "ada",
          "example",
          "org",
          "mailto:",
          "$",
          "€",
          "1,000",
          "1.000",
          "1e9",
          "yes",
          "no",
          "France",
          "Georgia",
          "$1",
          "\\",
          "{",
          "}",
          "%s",
          "(",
          ")",
          "[",
          "]",
          "^",
          "*");

  /** Generates texts from a seed; the same seed gives the same texts. */
  static Stream<String> of(long seed, int count) {
    Random random = new Random(seed);
    return Stream.generate(() -> one(random)).limit(count);
  }

  private static String one(Random random) {
    StringBuilder text = new StringBuilder();
    int parts = random.nextInt(8);
    for (int i = 0; i < parts; i++) {
      switch (random.nextInt(6)) {
        case 0 -> text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
        case 1 -> text.append((char) random.nextInt(0x600));
        case 2 -> text.append(' ');
        default -> text.append(PARTS.get(random.nextInt(PARTS.size())));
      }
    }
    return text.toString();
  }

  private RandomText() {}
}
