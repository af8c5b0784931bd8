package dev.leadlog.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.log.Reason;
import java.util.List;

/** What a formatting function made of a field's values: other values, or why it could not. */
public sealed interface FormatResult {

  /**
   * @param values texts, numbers, true or false; none where nothing was left
   */
  record Values(List<JsonNode> values) implements FormatResult {

    /** The values are personal data. */
    @Override
    public String toString() {
      return "Values[" + values.size() + "]";
    }
  }

  /** Why there is none: never a text such as "invalid" in a value's place. */
  record Failed(Violation violation) implements FormatResult {}

  static FormatResult text(String text) {
    return new Values(text.isBlank() ? List.of() : List.of(new TextNode(text)));
  }

  static FormatResult value(JsonNode value) {
    return new Values(List.of(value));
  }

  /**
   * @param expected what the value would have to be, in words that follow "must be"
   */
  static FormatResult failed(Reason reason, String expected, JsonNode value) {
    return new Failed(new Violation(reason, expected, value));
  }
}
