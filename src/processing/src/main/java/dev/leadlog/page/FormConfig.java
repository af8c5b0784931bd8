package dev.leadlog.page;

import dev.leadlog.log.FormId;
import dev.leadlog.mapping.FieldMapping;
import java.util.List;

/**
 * What is configured for one lead form.
 *
 * @param formName null where it was not given
 * @param destinations in the order of the document; empty for the page's
 */
public record FormConfig(
    FormId formId,
    String formName,
    List<NamedDestination> destinations,
    List<FieldMapping> mapping) {}
