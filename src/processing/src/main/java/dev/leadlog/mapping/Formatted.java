package dev.leadlog.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.log.Reason;
import java.util.List;

/** What a formatting function made of a field's values: other values, or why it could not. */
public sealed interface Formatted {

  /**
   * @param values texts, numbers, true or false; none where nothing was left
   */
  record Values(List<JsonNode> values) implements Formatted {

    /** The values are personal data. */
    @Override
    public String toString() {
      return "Values[" + values.size() + "]";
    }
  }

  /** Why there is none: never a text such as "invalid" in a value's place. */
  record Failed(Flaw flaw) implements Formatted {}

  static Formatted text(String text) {
    return new Values(text.isBlank() ? List.of() : List.of(new TextNode(text)));
  }

  static Formatted value(JsonNode value) {
    return new Values(List.of(value));
  }

  /**
   * @param expected what the value would have to be, in words that follow "must be"
   */
  static Formatted failed(Reason reason, String expected, JsonNode value) {
    return new Failed(new Flaw(reason, expected, value));
  }
}
