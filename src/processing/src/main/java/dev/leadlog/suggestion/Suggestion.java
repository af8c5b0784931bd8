package dev.leadlog.suggestion;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A suggested mapping.
 *
 * @param mapping the mapping as in a page's document under {@code forms[].mapping}
 * @param unmapped the questions that it does not use, each {@code {"key","label","type"}}
 * @param unfilled the fields that the destination requires and the mapping does not fill
 */
public record Suggestion(ArrayNode mapping, List<ObjectNode> unmapped, List<String> unfilled) {}
