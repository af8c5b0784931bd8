package dev.leadlog.mapping.formatting;

import dev.leadlog.mapping.Format;
import dev.leadlog.mapping.steps.Argument;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;
import java.util.List;

/** Puts a text before the value, unless it begins with it already. */
@Singleton
class AddPrefix implements FormattingFunction {

  private static final Argument<String> PREFIX = Argument.text("prefix").required();

  @Override
  public String name() {
    return "add_prefix";
  }

  @Override
  public List<Argument<?>> arguments() {
    return List.of(PREFIX);
  }

  @Override
  public Format prepare(Arguments given) {
    String prefix = given.get(PREFIX);
    if (prefix.isEmpty()) {
      given.refuse(PREFIX, "is empty; write what is to stand before the value");
    }
    return Format.ofEachText(text -> text.startsWith(prefix) ? text : prefix + text);
  }
}
