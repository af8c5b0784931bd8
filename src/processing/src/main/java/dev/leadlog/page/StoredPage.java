package dev.leadlog.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A page configuration with its document.
 *
 * @param json the document as it was saved
 */
public record StoredPage(PageConfig config, ObjectNode json) {

  /** What is shown with a document, and is not of it: it may be there when that is saved again. */
  static final List<String> SHOWN_WITH_IT = List.of("revision", "mistakes");

  /**
   * The document as it may be shown, without literal secrets, with its revision, and with its
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
