package dev.leadlog.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.log.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A formatting function with its arguments, ready to format the values of any lead. */
public interface PreparedFunction {

  /**
   * @param values all values of a field: several for a multi-select or for several questions, none
   *     where the lead has none
   */
  FormatResult apply(List<JsonNode> values);

  /** Formats each value by itself; the first that fails is the result. */
  static PreparedFunction ofEach(Function<JsonNode, FormatResult> one) {
    return values -> {
      List<JsonNode> formatted = new ArrayList<>();
      long size = 0;
      for (JsonNode value : values) {
        FormatResult result = one.apply(value);
        if (!(result instanceof FormatResult.Values some)) {
          return result;
        }
        formatted.addAll(some.values());
        size += SizeLimits.size(some.values());
        if (size > SizeLimits.LARGEST_LEAD) {
          return SizeLimits.exceeded(null);
        }
      }
      return new FormatResult.Values(List.copyOf(formatted));
    };
  }

  /** The same for what no text fails. A text of which only blanks are left is no value. */
  static PreparedFunction ofEachText(UnaryOperator<String> one) {
    return ofEach(value -> FormatResult.text(one.apply(value.asText())));
  }

  /**
   * The same for what some values have no result for, and fail.
   *
   * @param expected what a value would have to be, in words that follow "must be"
   */
  static PreparedFunction ofEach(
      Reason reason, String expected, Function<JsonNode, Optional<FormatResult>> one) {
    return ofEach(
        value -> one.apply(value).orElseGet(() -> FormatResult.failed(reason, expected, value)));
  }

  /** The same for the text of each value. */
  static PreparedFunction ofEachText(
      Reason reason, String expected, Function<String, Optional<FormatResult>> one) {
    return ofEach(reason, expected, value -> one.apply(value.asText()));
  }
}
