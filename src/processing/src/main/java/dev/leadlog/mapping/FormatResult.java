package dev.leadlog.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.log.Reason;
import java.util.List;

/** The result of a formatting function: the values, or why it failed. */
public sealed interface FormatResult {

  /**
   * @param values texts, numbers or booleans; empty if there is no value
   */
  record Values(List<JsonNode> values) implements FormatResult {

    /** The values are personal data. */
    @Override
    public String toString() {
      return "Values[" + values.size() + "]";
    }
  }

  /** The function failed. It never returns a text such as "invalid" in place of a value. */
  record Failed(Violation violation) implements FormatResult {}

  static FormatResult text(String text) {
    return new Values(text.isBlank() ? List.of() : List.of(new TextNode(text)));
  }

  static FormatResult value(JsonNode value) {
    return new Values(List.of(value));
  }

  /**
   * @param expected the accepted values, as text that follows "must be"
   */
  static FormatResult failed(Reason reason, String expected, JsonNode value) {
    return new Failed(new Violation(reason, expected, value));
  }
}
