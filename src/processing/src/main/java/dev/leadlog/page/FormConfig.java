package dev.leadlog.page;

import dev.leadlog.log.FormId;
import dev.leadlog.mapping.FieldMapping;
import java.util.List;

/**
 * The configuration of one lead form.
 *
 * @param formName null if it is not set
 * @param destinations in the order of the document; empty for the page's
 */
public record FormConfig(
    FormId formId,
    String formName,
    List<NamedDestination> destinations,
    List<FieldMapping> mapping) {}
