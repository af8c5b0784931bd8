package dev.leadlog.mapping.formatting;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.log.Reason;
import dev.leadlog.mapping.Format;
import dev.leadlog.mapping.Formatted;
import dev.leadlog.mapping.steps.Argument;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a table has for a value; else its default. */
@Singleton
class Lookup implements FormattingFunction {

  private static final Argument<Map<String, JsonNode>> TABLE = Argument.table("table").required();
  private static final Argument<String> DEFAULT = Argument.text("default");
  private static final Argument<Boolean> IGNORE_CASE = Argument.flag("ignoreCase").otherwise(true);

  @Override
  public String name() {
    return "lookup";
  }

  @Override
  public List<Argument<?>> arguments() {
    return List.of(TABLE, DEFAULT, IGNORE_CASE);
  }

  @Override
  public Format prepare(Arguments given) {
    Map<String, JsonNode> table = given.get(TABLE);
    Map<String, JsonNode> lower = new HashMap<>();
    if (given.get(IGNORE_CASE)) {
      table.forEach((from, to) -> lower.putIfAbsent(inLowerCase(from), to));
    }
    return Format.ofEach(
        value -> {
          String from = Texts.trimmed(value.asText());
          JsonNode to = table.getOrDefault(from, lower.get(inLowerCase(from)));
          return to == null ? otherwise(given, table, value) : kept(to);
        });
  }

  private static Formatted otherwise(Arguments given, Map<String, JsonNode> table, JsonNode value) {
    return given
        .find(DEFAULT)
        .map(Formatted::text)
        .orElseGet(
            () ->
                Formatted.failed(
                    Reason.INVALID_FORMAT, "one of the " + table.size() + " of the table", value));
  }

  private static Formatted kept(JsonNode to) {
    return to.isTextual() ? Formatted.text(to.asText()) : Formatted.value(to);
  }

  private static String inLowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
