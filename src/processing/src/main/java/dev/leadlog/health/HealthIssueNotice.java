package dev.leadlog.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Writes the text of the notice about pages with issues from the results of the check. */
final class HealthIssueNotice {

  /** An SNS message holds 256 KB, and a character takes up to four bytes. */
  private static final int LONGEST = 60_000;

  static String subject(List<ObjectNode> pages) {
    return "Leadlog: problems with " + (pages.size() == 1 ? "1 page" : pages.size() + " pages");
  }

  static String text(List<ObjectNode> pages) {
    StringBuilder text = new StringBuilder(subject(pages)).append(".\n");
    int written = 0;
    while (written < pages.size() && text.length() < LONGEST) {
      text.append(of(pages.get(written)));
      written++;
    }
    if (written < pages.size()) {
      text.append("\nAnd ")
          .append(pages.size() - written)
          .append(" more: see the health in the console.\n");
    }
    return text.append(
            "\nLeads that wait for a page are processed again when the page can be read.\n")
        .toString();
  }

  private static String of(ObjectNode page) {
    String id = page.path("pageId").asText();
    StringBuilder text = new StringBuilder("\nPage ");
    text.append(page.hasNonNull("pageName") ? page.path("pageName").asText() + " (" + id + ")" : id)
        .append('\n');
    for (JsonNode found : page.path("issues")) {
      text.append("\n  ").append(found.path("issue").asText());
      text.append(": ").append(found.path("message").asText()).append('\n');
      text.append("  ").append(found.path("remedy").asText()).append('\n');
    }
    return text.toString();
  }

  /** Returns which page has which issue, without the messages, which may differ at each check. */
  static String kinds(List<ObjectNode> pages) {
    StringBuilder kinds = new StringBuilder();
    for (ObjectNode page : pages) {
      kinds.append(page.path("pageId").asText());
      page.path("issues").forEach(found -> kinds.append(found.path("issue").asText()));
    }
    return kinds.toString();
  }

  private HealthIssueNotice() {}
}
