package dev.leadlog.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.log.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A validator with its arguments, ready to check the values of any lead. */
public interface PreparedValidator {

  /**
   * @param values the results of the formatting functions; empty if there is no value
   * @return the violation, if there is one
   */
  Optional<Violation> violation(List<JsonNode> values);

  /**
   * Creates a validator that checks each value separately and accepts a field without a value.
   *
   * @param expected the accepted values, as text that follows "must be"
   */
  static PreparedValidator ofEachText(Reason reason, String expected, Predicate<String> isRight) {
    return values ->
        values.stream()
            .filter(value -> !isRight.test(value.asText()))
            .map(value -> new Violation(reason, expected, value))
            .findFirst();
  }
}
