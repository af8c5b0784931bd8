package dev.leadlog.suggestion;

import dev.leadlog.mapping.formatting.NormalizedText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the meaning of a question by its words. All words except filler words must match, in any
 * order: an unexpected word, such as "friend" in "email of your friend", may change the meaning, so
 * nothing is returned then.
 */
final class QuestionKeywords {

  /** The keywords of one language in {@code keywords.txt}. */
  private record Language(Set<String> fillers, Map<Set<String>, QuestionType> phrases) {

    Optional<QuestionType> meaning(List<String> words) {
      Set<String> significant = new HashSet<>(words);
      significant.removeAll(fillers);
      return Optional.ofNullable(phrases.get(significant));
    }
  }

  private static final class Languages {
    static final List<Language> ALL = read();
  }

  /** Returns empty if no language matches, or several with different meanings. */
  static Optional<QuestionType> meaning(String question) {
    List<String> words = words(question);
    Set<QuestionType> found = EnumSet.noneOf(QuestionType.class);
    Languages.ALL.forEach(language -> language.meaning(words).ifPresent(found::add));
    return found.size() == 1 ? found.stream().findFirst() : Optional.empty();
  }

  private static List<String> words(String text) {
    return List.of(NormalizedText.of(text).split(" "));
  }

  /** Reads lines {@code language|-|filler words} and {@code language|MEANING|phrase|phrase}. */
  private static List<Language> read() {
    Map<String, Language> languages = new HashMap<>();
    for (String line : text().split("\n")) {
      String[] parts = line.split("\\|");
      if (!line.isBlank() && !line.startsWith("#")) {
        Language language =
            languages.computeIfAbsent(
                parts[0], name -> new Language(new HashSet<>(), new HashMap<>()));
        add(language, parts);
      }
    }
    return new ArrayList<>(languages.values());
  }

  private static void add(Language language, String[] parts) {
    if (parts[1].equals("-")) {
      language.fillers().addAll(words(parts[2]));
      return;
    }
    for (int i = 2; i < parts.length; i++) {
      Set<String> significant = new HashSet<>(words(parts[i]));
      significant.removeAll(language.fillers());
      language.phrases().put(significant, QuestionType.valueOf(parts[1]));
    }
  }

  private static String text() {
    try (InputStream in = QuestionKeywords.class.getResourceAsStream("keywords.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private QuestionKeywords() {}
}
