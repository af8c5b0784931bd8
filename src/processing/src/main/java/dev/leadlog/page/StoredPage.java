package dev.leadlog.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A page configuration with its document.
 *
 * @param json the saved document
 */
public record StoredPage(PageConfig config, ObjectNode json) {

  /** Fields that are added when a document is shown. They are ignored when it is saved again. */
  static final List<String> ADDED_FOR_DISPLAY = List.of("revision", "mistakes");

  /**
   * Returns the document for display: without literal secrets, with its revision, and with its
   * {@code mistakes} if it has any.
   */
  public ObjectNode shown() {
    ObjectNode shown = HiddenSecrets.hide(json);
    shown.put("pageId", config.pageId().text()).put("revision", config.revision());
    if (!config.mistakes().isEmpty()) {
      config.mistakes().forEach(shown.putArray("mistakes")::add);
    }
    return shown;
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "StoredPage[" + config + "]";
  }
}
