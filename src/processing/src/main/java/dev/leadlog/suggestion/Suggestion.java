package dev.leadlog.suggestion;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.delivery.DestinationField;
import java.util.List;

/**
 * A suggested mapping.
 *
 * @param mapping the mapping as in a page's document under {@code forms[].mapping}
 * @param unmapped the questions that it does not use, each {@code {"key","label","type"}}
 * @param unfilled the fields that the destination requires and the mapping does not fill
 * @param fields the fields of the destination that a lead can fill; empty if it accepts any
 * @param fieldsRead false if the destination has its own fields and could not be asked for them;
 *     the mapping is then empty
 */
public record Suggestion(
    ArrayNode mapping,
    List<ObjectNode> unmapped,
    List<String> unfilled,
    List<DestinationField> fields,
    boolean fieldsRead) {}
