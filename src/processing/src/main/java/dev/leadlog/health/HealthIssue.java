package dev.leadlog.health;

import dev.leadlog.log.MetaPermissions;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be wrong with a page, with the remedy. */
enum HealthIssue {
  TOKEN_MISSING(
      Category.TOKEN,
      "Set \"accessToken\" in the page's configuration, or a system user token for all pages, and check that the parameter it names exists."),
  TOKEN_INVALID(
      Category.TOKEN,
      "Create a new access token for the page, and store it in the parameter that"
          + " the page's configuration names."),
  PERMISSION_MISSING(
      Category.TOKEN,
      "Grant the token's user leads_retrieval, pages_manage_metadata, pages_show_list and pages_read_engagement, and create a new token."),
  TOKEN_EXPIRES(
      Category.EXPIRY,
      "Create a new access token before then, and store it in the parameter that the page's configuration names. A system user's token can be valid forever."),
  PAGE_NOT_VISIBLE(
      Category.PAGE, "Check the page's id, and that the token's user has a role on this page."),
  LEAD_ACCESS_REFUSED(
      Category.PAGE,
      "Assign this app and the token's user under Integrations, Leads Access in Meta Business Suite."),
  NOT_SUBSCRIBED(
      Category.PAGE,
      "Subscribe the page to the app, in the console or with the action subscribe. Until then only the poll finds its leads."),
  BLOCKED(
      Category.PAGE,
      "Meta has blocked the app because of its policy: follow the notice in the"
          + " app's dashboard."),
  CONFIGURATION_WRONG(
      Category.PAGE,
      "Correct the mistakes in the page's configuration, and save it again. The leads that waited for it are then processed.");

  /** The metric in which an issue is counted. */
  enum Category {
    TOKEN("health.token_issues"),
    EXPIRY("health.token_expiry"),
    PAGE("health.page_issues");

    private final String metric;

    Category(String metric) {
      this.metric = metric;
    }

    String metric() {
      return metric;
    }
  }

  private final Category kind;
  private final String remedy;

  HealthIssue(Category kind, String remedy) {
    this.kind = kind;
    this.remedy = remedy;
  }

  /** Returns empty for a name that only an earlier version used. */
  static Optional<HealthIssue> of(String name) {
    return Stream.of(values()).filter(healthIssue -> healthIssue.name().equals(name)).findFirst();
  }

  Category kind() {
    return kind;
  }

  /**
   * Returns the remedy in one or two sentences.
   *
   * @param message Meta's message; the remedy names the missing permission if the message does
   */
  String remedy(String message) {
    return this == PERMISSION_MISSING
        ? MetaPermissions.request(message).map(what -> what + ".").orElse(remedy)
        : remedy;
  }
}
