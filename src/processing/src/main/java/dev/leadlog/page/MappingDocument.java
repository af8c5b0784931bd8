package dev.leadlog.page;

import dev.leadlog.mapping.FieldMapping;
import java.util.List;

/**
 * The mapping of one form, read by itself.
 *
 * @param mistakes each with its place; while there is one, the fields are not all there
 */
public record MappingDocument(List<FieldMapping> fields, List<String> mistakes) {}
