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
   * @param values all values of a field: several for a multi-select or for several questions; empty
   *     for none
   */
  FormatResult apply(List<JsonNode> values);

  /** Creates a function that formats each value separately; the first failure is the result. */
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

  /** Creates a function that accepts any text. A blank result is no value. */
  static PreparedFunction ofEachText(UnaryOperator<String> one) {
    return ofEach(value -> FormatResult.text(one.apply(value.asText())));
  }

  /**
   * Creates a function that fails for values without a result.
   *
   * @param expected the accepted values, as text that follows "must be"
   */
  static PreparedFunction ofEach(
      Reason reason, String expected, Function<JsonNode, Optional<FormatResult>> one) {
    return ofEach(
        value -> one.apply(value).orElseGet(() -> FormatResult.failed(reason, expected, value)));
  }

  /** Creates such a function for the text of each value. */
  static PreparedFunction ofEachText(
      Reason reason, String expected, Function<String, Optional<FormatResult>> one) {
    return ofEach(reason, expected, value -> one.apply(value.asText()));
  }
}
