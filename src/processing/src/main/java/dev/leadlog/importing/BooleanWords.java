package dev.leadlog.importing;

import dev.leadlog.mapping.formatting.NormalizedText;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Recognises how spreadsheets write true and false in the languages of their users. */
final class BooleanWords {

  private static final Set<String> TRUE =
      plain(
          "1|true|wahr|vrai|verdadero|verdadeiro|vero|waar|prawda|doğru|dogru|sant|sand|sann|igaz|tosi"
              + "|pravda|adevărat|benar|истина|सही|सत्य|صحيح|صواب");

  private static final Set<String> FALSE =
      plain(
          "0|false|falsch|faux|falso|onwaar|fałsz|falsz|yanlış|yanlis|falskt|falsk|usann|hamis|epätosi"
              + "|nepravda|fals|salah|ложь|गलत|असत्य|خطأ|خاطئ");

  private static Set<String> plain(String words) {
    return Stream.of(words.split("\\|")).map(NormalizedText::of).collect(Collectors.toSet());
  }

  /** Returns the meaning of a text; null if it is neither. */
  static Boolean meaning(String text) {
    String plain = NormalizedText.of(text);
    return TRUE.contains(plain) ? Boolean.TRUE : FALSE.contains(plain) ? Boolean.FALSE : null;
  }

  private BooleanWords() {}
}
