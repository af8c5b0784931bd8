package dev.leadlog.page;

import dev.leadlog.mapping.FieldMapping;
import java.util.List;

/**
 * The mapping of one form, read without its page.
 *
 * @param mistakes each with its path; if there is one, the fields are incomplete
 */
public record MappingDocument(List<FieldMapping> fields, List<String> mistakes) {}
