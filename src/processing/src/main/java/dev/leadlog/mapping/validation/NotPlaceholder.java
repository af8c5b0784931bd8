package dev.leadlog.mapping.validation;

import dev.leadlog.log.Reason;
import dev.leadlog.mapping.Check;
import dev.leadlog.mapping.steps.Argument;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** An answer that someone gave, and not what is typed to get past a question. */
@Singleton
class NotPlaceholder implements FieldValidator {

  private static final Argument<List<String>> VALUES =
      Argument.texts("values").otherwise(List.of());

  private static final Set<String> PLACEHOLDERS =
      Set.of(
          "test",
          "testing",
          "test test",
          "tester",
          "asdf",
          "asdfgh",
          "qwerty",
          "abc",
          "abcd",
          "xyz",
          "n/a",
          "na",
          "n.a.",
          "none",
          "null",
          "nil",
          "undefined",
          "unknown",
          "no",
          "foo",
          "bar",
          "foo bar",
          "dummy",
          "sample",
          "example",
          "name",
          "first name",
          "last name",
          "full name",
          "your name",
          "email",
          "phone",
          "john doe",
          "jane doe",
          "max mustermann",
          "123",
          "1234",
          "12345",
          "123456",
          "1234567",
          "12345678",
          "123456789",
          "1234567890",
          "test@test.com",
          "test@example.com",
          "a@a.com",
          "abc@abc.com",
          "prueba",
          "teste");

  private static final Set<String> OF_METAS_TOOL = Set.of("test@fb.com", "test@meta.com");
  private static final String METAS_DUMMY = "<test lead: dummy data";

  @Override
  public String name() {
    return "not_placeholder";
  }

  @Override
  public List<Argument<?>> arguments() {
    return List.of(VALUES);
  }

  @Override
  public Check prepare(Arguments given) {
    Set<String> more = new HashSet<>();
    given.get(VALUES).forEach(value -> more.add(plain(value)));
    return Check.ofEach(
        value -> {
          String plain = plain(value.asText());
          return Flaws.unless(
              !isPlaceholder(plain) && !more.contains(plain),
              Reason.INVALID_FORMAT,
              "an answer, and no placeholder",
              value);
        });
  }

  private static boolean isPlaceholder(String plain) {
    return PLACEHOLDERS.contains(plain)
        || OF_METAS_TOOL.contains(plain)
        || plain.startsWith(METAS_DUMMY)
        || isOneCharacter(plain);
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
