package dev.leadlog.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A validator with its arguments, ready to look at the values of any lead. */
public interface Check {

  /**
   * @param values what the formatting functions left; none where there is no value
   * @return what is wrong with them, if anything
   */
  Optional<Flaw> flaw(List<JsonNode> values);

  /** Looks at each value by itself, and takes no offence at none. */
  static Check ofEach(Function<JsonNode, Optional<Flaw>> one) {
    return values -> values.stream().flatMap(value -> one.apply(value).stream()).findFirst();
  }
}
