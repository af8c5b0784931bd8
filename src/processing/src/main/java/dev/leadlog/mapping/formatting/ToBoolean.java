package dev.leadlog.mapping.formatting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.leadlog.log.Reason;
import dev.leadlog.mapping.Format;
import dev.leadlog.mapping.Formatted;
import dev.leadlog.mapping.steps.Argument;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Yes or no, as true or false. */
@Singleton
class ToBoolean implements FormattingFunction {

  private static final Argument<List<String>> TRUE = Argument.texts("true").otherwise(List.of());
  private static final Argument<List<String>> FALSE = Argument.texts("false").otherwise(List.of());

  private static final List<String> YES =
      List.of(
          "true", "yes", "y", "1", "on", "checked", "agree", "i agree", "si", "sim", "oui", "ja",
          "हाँ", "हां", "जी हाँ", "نعم");

  private static final List<String> NO =
      List.of(
          "false",
          "no",
          "n",
          "0",
          "off",
          "unchecked",
          "disagree",
          "i disagree",
          "nao",
          "non",
          "nein",
          "nee",
          "नहीं",
          "जी नहीं",
          "لا");

  @Override
  public String name() {
    return "to_boolean";
  }

  @Override
  public List<Argument<?>> arguments() {
    return List.of(TRUE, FALSE);
  }

  @Override
  public Format prepare(Arguments given) {
    Set<String> yes = words(given.get(TRUE));
    Set<String> no = words(given.get(FALSE));
    if (yes.stream().anyMatch(no::contains)) {
      given.refuse(FALSE, "has a word that \"true\" has too; keep one of them");
    }
    words(NO).stream().filter(word -> !yes.contains(word)).forEach(no::add);
    words(YES).stream().filter(word -> !no.contains(word)).forEach(yes::add);
    return Format.ofEach(
        value -> value.isBoolean() ? Formatted.value(value) : read(value, yes, no));
  }

  private static Formatted read(JsonNode value, Set<String> yes, Set<String> no) {
    String word = PlainText.of(value.asText());
    return yes.contains(word) || no.contains(word)
        ? Formatted.value(BooleanNode.valueOf(yes.contains(word)))
        : Formatted.failed(Reason.INVALID_FORMAT, "a yes or a no", value);
  }

  private static Set<String> words(List<String> words) {
    Set<String> plain = new HashSet<>();
    words.forEach(word -> plain.add(PlainText.of(word)));
    return plain;
  }
}
