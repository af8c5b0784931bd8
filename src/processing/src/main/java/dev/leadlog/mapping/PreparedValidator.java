package dev.leadlog.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.log.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A validator with its arguments, ready to look at the values of any lead. */
public interface PreparedValidator {

  /**
   * @param values what the formatting functions left; none where there is no value
   * @return what is wrong with them, if anything
   */
  Optional<Violation> violation(List<JsonNode> values);

  /**
   * Looks at each value by itself, and takes no offence at none.
   *
   * @param expected what a value would have to be, in words that follow "must be"
   */
  static PreparedValidator ofEachText(Reason reason, String expected, Predicate<String> isRight) {
    return values ->
        values.stream()
            .filter(value -> !isRight.test(value.asText()))
            .map(value -> new Violation(reason, expected, value))
            .findFirst();
  }
}
