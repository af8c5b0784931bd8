package dev.leadlog.page;

import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.log.FormId;
import dev.leadlog.mapping.FieldMapping;
import java.util.List;

/**
 * What is configured for one lead form.
 *
 * @param formName null where it was not given
 * @param destination null for the page's
 */
public record FormConfig(
    FormId formId, String formName, DestinationSetting destination, List<FieldMapping> mapping) {}
