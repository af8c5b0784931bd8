package dev.leadlog.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a page configuration document turned out to be. */
public sealed interface PageDocument {

  /**
   * A document without a mistake.
   *
   * @param json as it was given, with the token that was kept where {@code ***} stood
   */
  record Valid(PageConfig config, ObjectNode json) implements PageDocument {

    /** Without the token. */
    @Override
    public String toString() {
      return "Valid[" + config + "]";
    }
  }

  /**
   * A document that is refused.
   *
   * @param mistakes each with its place, what is wrong and what would be right
   */
  record Invalid(List<String> mistakes) implements PageDocument {}
}
