package dev.leadlog.suggestion;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A mapping to begin with.
 *
 * @param mapping as a page's document has it under {@code forms[].mapping}
 * @param unmapped the questions that it leaves out, each {@code {"key","label","type"}}
 * @param unfilled the fields that the destination requires and nothing fills
 */
public record Suggestion(ArrayNode mapping, List<ObjectNode> unmapped, List<String> unfilled) {}
