package dev.leadlog.processing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.log.LeadLog;
import dev.leadlog.log.LeadLogJson;
import dev.leadlog.page.FormConfig;
import dev.leadlog.page.PageConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where {@code field:<name>} looks after the lead itself: the log, then the form, then the page.
 */
record Surroundings(LeadLog log, FormConfig form, PageConfig page) {

  private static final Set<String> OF_THE_LOG =
      Set.of(
          "leadgenId",
          "pageId",
          "adId",
          "formId",
          "createdTime",
          "receivedTime",
          "source",
          "platform",
          "organic",
          "test");

  Optional<String> value(String name) {
    return ofTheLog(name).or(() -> Optional.ofNullable(configured().get(name)));
  }

  private Optional<String> ofTheLog(String name) {
    ObjectNode json = LeadLogJson.row(log);
    return OF_THE_LOG.contains(name) && json.hasNonNull(name)
        ? Optional.of(json.get(name).asText())
        : Optional.empty();
  }

  private Map<String, String> configured() {
    Map<String, String> names = new HashMap<>();
    names.put("formName", form.formName());
    names.put("leadForm", form.formName());
    names.put("pageName", page.pageName());
    return names;
  }
}
