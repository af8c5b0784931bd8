package dev.leadlog.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.text.Json;

/**
 * A lead that was left as it is, or a row that was rejected.
 *
 * @param leadgenId null where it is not known
 * @param why a sentence for the one who asked
 */
public record Refusal(String leadgenId, String why) {

  public ObjectNode json() {
    return Json.object().put("leadgenId", leadgenId).put("why", why);
  }
}
