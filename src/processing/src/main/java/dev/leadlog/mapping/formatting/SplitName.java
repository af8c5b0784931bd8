package dev.leadlog.mapping.formatting;

import dev.leadlog.mapping.Format;
import dev.leadlog.mapping.Formatted;
import dev.leadlog.mapping.steps.Argument;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;
import java.util.List;

/** One part of a full name; no value where the name does not have it. */
@Singleton
class SplitName implements FormattingFunction {

  private static final Argument<String> PART =
      Argument.oneOf("part", "first", "middle", "last", "rest").required();

  @Override
  public String name() {
    return "split_name";
  }

  @Override
  public List<Argument<?>> arguments() {
    return List.of(PART);
  }

  @Override
  public Format prepare(Arguments given) {
    String part = given.get(PART);
    return Format.ofEach(value -> Formatted.text(part(FullName.of(value.asText()), part)));
  }

  private static String part(FullName name, String part) {
    return switch (part) {
      case "first" -> name.first();
      case "middle" -> name.middle();
      case "last" -> name.last();
      default -> (name.middle() + " " + name.last()).strip();
    };
  }
}
