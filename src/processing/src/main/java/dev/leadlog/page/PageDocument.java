package dev.leadlog.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The result of reading a page configuration document. */
public sealed interface PageDocument {

  /**
   * A valid document.
   *
   * @param json the document, with {@code ***} replaced by the stored secrets
   */
  record Valid(PageConfig config, ObjectNode json) implements PageDocument {

    /** Without the token. */
    @Override
    public String toString() {
      return "Valid[" + config + "]";
    }
  }

  /**
   * An invalid document.
   *
   * @param mistakes each with its path, what is wrong and how to fix it
   */
  record Invalid(List<String> mistakes) implements PageDocument {}
}
