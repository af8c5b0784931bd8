package dev.leadlog.mapping.formatting;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.mapping.Format;
import dev.leadlog.mapping.Formatted;
import java.util.List;
import java.util.stream.Collectors;

/** Makes one text of several values. */
final class Joined {

  static Format with(String separator) {
    return values ->
        values.isEmpty()
            ? new Formatted.Values(List.of())
            : Formatted.text(
                values.stream().map(JsonNode::asText).collect(Collectors.joining(separator)));
  }

  private Joined() {}
}
