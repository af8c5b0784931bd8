package dev.leadlog.page;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A page configuration with its document.
 *
 * @param json the document as it was saved
 */
public record StoredPage(PageConfig config, ObjectNode json) {

  /** The document as it may be shown, with its revision and without literal secrets. */
  public ObjectNode shown() {
    return HiddenSecrets.hide(json).put("revision", config.revision());
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "StoredPage[" + config + "]";
  }
}
