package dev.leadlog.operations;

import dev.leadlog.log.FormId;
import dev.leadlog.mapping.FieldMapping;
import dev.leadlog.mapping.QuestionKey;
import dev.leadlog.page.FormConfig;
import dev.leadlog.page.NamedDestination;
import dev.leadlog.page.PageConfig;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields that the other forms of a page use. */
final class UsedFields {

  private UsedFields() {}

  /**
   * Returns the field of each question that another form maps alone, at a destination of the same
   * type. A field of the first form wins.
   *
   * @param page null if the page is not configured
   * @param to null for no destination
   * @return the fields by the normal form of the question's key
   */
  static Map<String, String> of(PageConfig page, FormId formId, NamedDestination to) {
    if (page == null || to == null) {
      return Map.of();
    }
    Map<String, String> used = new LinkedHashMap<>();
    for (FormConfig form : page.forms()) {
      if (!form.formId().equals(formId)) {
        page.destinations(form).stream()
            .filter(one -> one.setting().type().equals(to.setting().type()))
            .flatMap(one -> one.mapping(form).stream())
            .filter(UsedFields::isOfOneQuestion)
            .forEach(field -> used.putIfAbsent(key(field), field.leadField()));
      }
    }
    return used;
  }

  private static boolean isOfOneQuestion(FieldMapping field) {
    return field.metaFields().size() == 1;
  }

  private static String key(FieldMapping field) {
    return QuestionKey.normal(field.metaFields().get(0));
  }
}
