package dev.leadlog.mapping.validation;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Answers that people type only to skip a question.
 *
 * @param more further placeholders, as {@link #plain} returns them
 */
record PlaceholderAnswers(Set<String> more) {

  private static final Set<String> KNOWN =
      Set.of(
          """
          test, testing, test test, tester,
          asdf, asdfgh, qwerty, abc, abcd, xyz,
          n/a, na, n.a., none, null, nil, undefined, unknown, no,
          foo, bar, foo bar, dummy, sample, example,
          name, first name, last name, full name, your name, email, phone,
          john doe, jane doe, max mustermann,
          123, 1234, 12345, 123456, 1234567, 12345678, 123456789, 1234567890,
          test@test.com, test@example.com, a@a.com, abc@abc.com,
          prueba, teste\
          """
              .split(",\\s"));

  private static final Set<String> OF_METAS_TOOL = Set.of("test@fb.com", "test@meta.com");
  private static final String META_PLACEHOLDER = "<test lead: dummy data";

  static PlaceholderAnswers and(List<String> more) {
    return new PlaceholderAnswers(
        more.stream().map(PlaceholderAnswers::plain).collect(Collectors.toSet()));
  }

  boolean contain(String text) {
    String plain = plain(text);
    return KNOWN.contains(plain)
        || OF_METAS_TOOL.contains(plain)
        || plain.startsWith(META_PLACEHOLDER)
        || isOneCharacter(plain)
        || more.contains(plain);
  }

  /** "xxx", "----", "0000000". */
  private static boolean isOneCharacter(String plain) {
    long different = plain.codePoints().distinct().count();
    boolean isSign = plain.codePoints().noneMatch(Character::isLetterOrDigit);
    return different == 1 && (isSign || plain.codePoints().count() > 2);
  }

  private static String plain(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }
}
