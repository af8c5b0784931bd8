package dev.leadlog.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.settings.SecretReference;

/**
 * A page configuration with its document.
 *
 * @param json the document as it was saved
 */
public record StoredPage(PageConfig config, ObjectNode json) {

  /** The document as it may be shown, with its revision and without a literal token. */
  public ObjectNode shown() {
    ObjectNode shown = json.deepCopy();
    String token = config.accessToken();
    if (token != null
        && !SecretReference.isParameter(token)
        && !SecretReference.isEnvironment(token)) {
      shown.put("accessToken", PageDocuments.HIDDEN);
    }
    return shown.put("revision", config.revision());
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "StoredPage[" + config + "]";
  }
}
