package dev.leadlog.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.text.Json;

/**
 * A lead that a job did not change, or a row that it rejected.
 *
 * @param leadgenId null if it is not known
 * @param why a sentence for the user
 */
public record Refusal(String leadgenId, String why) {

  public ObjectNode json() {
    return Json.object().put("leadgenId", leadgenId).put("why", why);
  }
}
