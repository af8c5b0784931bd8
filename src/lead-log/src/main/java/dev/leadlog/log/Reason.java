package dev.leadlog.log;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Why a lead has its status, with the remedy. Every remedy of a lead is defined here. */
public enum Reason {
  META_DASHBOARD_TEST(
      "Nothing to do: this is the test button of Meta's app dashboard, which names no real lead."),
  PAGE_NOT_CONFIGURED("Set up this page and save its configuration, then process the lead again."),
  FORM_NOT_MAPPED(
      "Add this form with a mapping to the page's configuration, then process the lead again."),
  PAGE_DISABLED("Enable the page in its configuration, then process the lead again."),
  NO_DESTINATION(
      "Add a destination for the form or the page to the page's configuration, then process the lead again."),
  META_TOKEN_INVALID(
      "Create a new access token for the page, store it in the parameter that the page's configuration names, then process the lead again.",
      "Create a new access token and store it in the parameter that the configuration names, or enter the new token; then try again."),
  META_TOKEN_MISSING(
      "Set \"accessToken\" in the page's configuration, or a system user token for all pages, and check that the parameter it names exists; then process the lead again.",
      "Set \"accessToken\" in the page's configuration, or a system user token for all pages, and check that the parameter it names exists; then try again."),
  META_PERMISSION_MISSING(
      "Grant the token's user leads_retrieval, pages_manage_metadata, pages_show_list and pages_read_engagement, then process the lead again.",
      "Grant the token's user leads_retrieval, pages_manage_metadata, pages_show_list and pages_read_engagement, create a new token, then try again."),
  META_ACCESS_REVOKED(
      "Assign this app under Integrations, Leads Access in Meta Business Suite, then process the lead again.",
      "Assign this app under Integrations, Leads Access in Meta Business Suite, then try again."),
  META_LEAD_NOT_VISIBLE(
      "Check that the token belongs to this page and has leads_retrieval, and that the Leads Access Manager admits its user and this app; for an imported lead, check its leadgen id. Then process the lead again.",
      "Check the page's id, and that the token belongs to this page or its user has a role on it; then try again."),
  META_LEAD_EXPIRED(
      "Meta deletes leads after 90 days. Look for this lead in a CSV export or ask the form's owner, then mark it as Processed or Loss."),
  META_THROTTLED(
      "Wait: Meta limits this page's calls, and the lead is retried automatically. If the lead is an Error, process it again later.",
      "Wait: Meta limits this page's calls. Try again later."),
  META_UNAVAILABLE(
      "Wait: Meta did not answer correctly, and the lead is retried automatically. If the lead is an Error, process it again later.",
      "Wait: Meta did not answer correctly. Try again later."),
  META_BLOCKED(
      "Meta has blocked the app because of its policy: follow the notice in the app's dashboard, then process the lead again.",
      "Meta has blocked the app because of its policy: follow the notice in the app's dashboard, then try again."),
  META_BAD_REQUEST(
      "Meta rejected the request: check the app secret and the Graph API version in the settings, then process the lead again.",
      "Meta rejected the request: check the app secret and the Graph API version in the settings, then try again."),
  META_UNEXPECTED_RESPONSE(
      "Meta's response had no lead in it, or another one. Process the lead again; if the error stays, check the form in Ads Manager.",
      "Meta's response was not as documented. Try again; if the error stays, check the page in Meta Business Suite."),
  TEST_LEAD(
      "Nothing to do: a lead of Meta's testing tool is kept in the leads table and not delivered. Set \"deliverTestLeads\" to true to deliver the next ones."),
  INVALID_PHONE(
      "Correct the phone number in the lead, or the field's format in the mapping, then process the lead again."),
  INVALID_EMAIL(
      "Correct the e-mail address in the lead, or the field's validation in the mapping, then process the lead again."),
  INVALID_FORMAT(
      "Correct the value in the lead, or the field's format or validation in the mapping, then process the lead again."),
  MISSING_REQUIRED(
      "Give the field a default or make it optional in the form's mapping, or correct the lead; then process the lead again."),
  UNRESOLVED_DEFAULT(
      "The default refers to a field that this lead does not have. Change it in the form's mapping, or make the field optional, then process the lead again."),
  DESTINATION_REJECTED(
      "Fix what the destination's message names, in the mapping or at the destination, then process the lead again."),
  DESTINATION_UNAVAILABLE(
      "Wait: the destination did not answer or denied access, and the lead is retried automatically. Fix what the message names. If the lead is an Error, process it again after that."),
  DESTINATION_LEFT_OUT(
      "A person sent the lead only to other destinations. Process it again to deliver it to this one too."),
  MALFORMED_CHANGE(
      "Check the raw payload: Meta's notification has no usable leadgen id. If there is a lead, the poll of the page's forms records it."),
  UNPROCESSABLE(
      "Check the raw payload: Leadlog cannot read this queue message. Find out who sent it; if it names a lead, import that lead."),
  UNEXPECTED_FAILURE(
      "Search the processor's log for the lead's id, and report the error. The lead is retried automatically; if it is an Error, process it again after the error is fixed."),
  MARKED_PROCESSED("Nothing to do: a person created the record."),
  MARKED_LOSS("Nothing to do: a person marked this lead as Loss. Process it again to undo that.");

  /** A Pending lead with one of these reasons waits for a person; the others resolve themselves. */
  private static final Set<Reason> NEED_A_PERSON =
      EnumSet.of(
          META_TOKEN_INVALID,
          META_TOKEN_MISSING,
          META_PERMISSION_MISSING,
          META_ACCESS_REVOKED,
          META_LEAD_NOT_VISIBLE,
          META_BLOCKED,
          META_BAD_REQUEST,
          DESTINATION_UNAVAILABLE);

  /** Errors of a Graph API version that has expired (source: Meta, "Graph API, Versioning"). */
  private static final Pattern VERSION_EXPIRED = Pattern.compile("\\(code (2635|12), ");

  private final String remedy;
  private final String remedyForPageRequest;

  Reason(String remedy) {
    this(remedy, remedy);
  }

  /**
   * @param remedyForPageRequest the remedy for a request about a page, without a lead
   */
  Reason(String remedy, String remedyForPageRequest) {
    this.remedy = remedy;
    this.remedyForPageRequest = remedyForPageRequest;
  }

  /** Returns empty for a name that only another version uses. */
  public static Optional<Reason> of(String name) {
    return Stream.of(values()).filter(reason -> reason.name().equals(name)).findFirst();
  }

  /** Returns whether the lead could not be read at Meta, so that its answers from a file help. */
  public boolean isReadFailure() {
    return name().startsWith("META_") && this != META_DASHBOARD_TEST;
  }

  /** Returns whether a person can resolve the reason while the lead is Pending. */
  public boolean needsPerson() {
    return NEED_A_PERSON.contains(this);
  }

  /** Returns what a person can do about the reason, in one or two sentences. */
  public String remedy() {
    return remedy;
  }

  /**
   * Returns the remedy for a lead; it names the missing permission if the message does.
   *
   * @param message what happened; null if it is not known
   */
  public String remedy(String message) {
    return specificRemedy(message)
        .map(what -> what + ", then process the lead again.")
        .orElse(remedy);
  }

  /** Returns the remedy for a refused request about a page, like {@link #remedy(String)}. */
  public String remedyForPageRequest(String message) {
    return specificRemedy(message)
        .map(what -> what + ", then try again.")
        .orElse(remedyForPageRequest);
  }

  private Optional<String> specificRemedy(String message) {
    if (this == META_PERMISSION_MISSING) {
      return MetaPermissions.request(message);
    }
    if (this == META_UNEXPECTED_RESPONSE
        && message != null
        && message.contains("unexpectedAnswer")) {
      return Optional.of(
          "Save the necessary answers from unexpectedAnswer as the corrected payload");
    }
    boolean versionExpired =
        this == META_BAD_REQUEST && message != null && VERSION_EXPIRED.matcher(message).find();
    return versionExpired
        ? Optional.of(
            "Set a newer version of the Graph API (parameter GraphVersion, LEADLOG_META_VERSION)")
        : Optional.empty();
  }
}
