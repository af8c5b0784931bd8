package dev.leadlog.log;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Why a lead stands where it stands, and what to do about it: the one place of every remedy. */
public enum Reason {
  META_DASHBOARD_TEST(
      "Nothing to do: this is the test button of Meta's app dashboard, which names no real lead."),
  PAGE_NOT_CONFIGURED(
      "Save a configuration for this page (PUT /api/pages/{pageId}), then process the lead again."),
  FORM_NOT_MAPPED(
      "List this form with a mapping in the page's configuration, then process the lead again."),
  PAGE_DISABLED(
      "Set \"enabled\" to true in the page's configuration, then process the lead again."),
  NO_DESTINATION(
      "Name a destination for the form or the page in the page's configuration, then process the lead again."),
  META_TOKEN_INVALID(
      "Create a new access token for the page, store it where the configuration points, then process the lead again.",
      "Create a new access token and store it where the configuration points, or give the new one; then ask again."),
  META_TOKEN_MISSING(
      "Set \"accessToken\" in the page's configuration, or a system user token for all pages, and check that the parameter it names exists; then process the lead again.",
      "Set \"accessToken\" in the page's configuration, or a system user token for all pages, and check that the parameter it names exists; then ask again."),
  META_PERMISSION_MISSING(
      "Grant the token's user leads_retrieval, pages_manage_metadata, pages_show_list and pages_read_engagement, then process the lead again.",
      "Grant the token's user leads_retrieval, pages_manage_metadata, pages_show_list and pages_read_engagement, create a new token, then ask again."),
  META_ACCESS_REVOKED(
      "Assign this app under Integrations, Leads Access in Meta Business Suite, then process the lead again.",
      "Assign this app under Integrations, Leads Access in Meta Business Suite, then ask again."),
  META_LEAD_NOT_VISIBLE(
      "Check that the token belongs to this page, has leads_retrieval, and that the Leads Access Manager admits its user and this app; then process the lead again.",
      "Check the page's id, and that the token belongs to this page or its user has a role on it; then ask again."),
  META_LEAD_EXPIRED(
      "Meta deletes leads after 90 days: look for this one in a CSV export or at the form's owner, and mark it by hand."),
  META_THROTTLED(
      "Wait: Meta limits this page's calls, and the lead is tried again by itself. If it ended as an Error, process it again later.",
      "Wait: Meta limits this page's calls. Ask again later."),
  META_UNAVAILABLE(
      "Wait: Meta did not answer properly, and the lead is tried again by itself. If it ended as an Error, process it again later.",
      "Wait: Meta did not answer properly. Ask again later."),
  META_BLOCKED(
      "Meta has blocked the app for policy: follow the notice in the app's dashboard, then process the lead again.",
      "Meta has blocked the app for policy: follow the notice in the app's dashboard, then ask again."),
  META_BAD_REQUEST(
      "Meta refused the request as wrong: check the app secret and the Graph API version of the settings, then process the lead again.",
      "Meta refused the request as wrong: check the app secret and the Graph API version of the settings, then ask again."),
  META_UNEXPECTED_RESPONSE(
      "Meta's answer had no lead in it, or another one: process the lead again; if it stays, look at the form in Ads Manager.",
      "Meta's answer was not what it promises: ask again; if it stays, look at the page in Meta Business Suite."),
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
      "The default points at a field that this lead does not have: change it in the form's mapping, or give it \"required\": false, then process the lead again."),
  DESTINATION_REJECTED(
      "Mend what the destination names, in the mapping or at the destination, then process the lead again."),
  DESTINATION_UNAVAILABLE(
      "Wait: the destination did not answer or does not let Leadlog in, and the lead is tried again by itself. Mend what the message names, if it names something; if the lead ended as an Error, process it again then."),
  DESTINATION_LEFT_OUT(
      "A person sent the lead to other destinations only: process it again to deliver it to this one too."),
  MALFORMED_CHANGE(
      "Look at the raw payload: Meta announced something without a usable leadgen id. The poll of the page's forms brings the lead itself, if there is one."),
  UNPROCESSABLE(
      "Look at the raw payload: a message on the queue that Leadlog cannot read. Find out who sent it; a lead that it names can be imported."),
  UNEXPECTED_FAILURE(
      "Look for the lead's id in the processor's log, and report what stands there; the lead is tried again by itself. If it ended as an Error, process it again once that is mended."),
  MARKED_PROCESSED("Nothing to do: a person made the record by hand."),
  MARKED_LOSS("Nothing to do: a person gave this lead up. Process it again to take that back.");

  /** For these a Pending lead waits until a person does something; the others end by themselves. */
  private static final Set<Reason> ENDED_BY_A_PERSON =
      EnumSet.of(
          META_TOKEN_INVALID,
          META_TOKEN_MISSING,
          META_PERMISSION_MISSING,
          META_ACCESS_REVOKED,
          META_LEAD_NOT_VISIBLE,
          META_BLOCKED,
          META_BAD_REQUEST,
          DESTINATION_UNAVAILABLE);

  /** The errors of a Graph API version that is over (source: Meta, "Graph API, Versioning"). */
  private static final Pattern VERSION_OVER = Pattern.compile("\\(code (2635|12), ");

  private final String remedy;
  private final String remedyOfThePage;

  Reason(String remedy) {
    this(remedy, remedy);
  }

  /**
   * @param remedyOfThePage the same for a request about a page, where there is no lead
   */
  Reason(String remedy, String remedyOfThePage) {
    this.remedy = remedy;
    this.remedyOfThePage = remedyOfThePage;
  }

  /** What another version may have called otherwise is none. */
  public static Optional<Reason> of(String name) {
    return Stream.of(values()).filter(reason -> reason.name().equals(name)).findFirst();
  }

  /** Whether the lead could not be read at Meta, so that its answers from elsewhere help. */
  public boolean isOfReading() {
    return name().startsWith("META_") && this != META_DASHBOARD_TEST;
  }

  /** Whether a person can do something about it while the lead is Pending and tried again. */
  public boolean isEndedByAPerson() {
    return ENDED_BY_A_PERSON.contains(this);
  }

  /** One sentence for a person: what to do about it. */
  public String remedy() {
    return remedy;
  }

  /**
   * The remedy for what happened to a lead: it names the permission that Meta names.
   *
   * @param message what happened; null where nothing is known of it
   */
  public String remedy(String message) {
    return named(message).map(what -> what + ", then process the lead again.").orElse(remedy);
  }

  /** The remedy for a refused request about a page, as {@link #remedy(String)}. */
  public String remedyOfThePage(String message) {
    return named(message).map(what -> what + ", then ask again.").orElse(remedyOfThePage);
  }

  private Optional<String> named(String message) {
    if (this == META_PERMISSION_MISSING) {
      return MetaPermissions.request(message);
    }
    if (this == META_UNEXPECTED_RESPONSE
        && message != null
        && message.contains("unexpectedAnswer")) {
      return Optional.of(
          "Put the answers that are needed, from unexpectedAnswer, as the corrected payload");
    }
    boolean versionOver =
        this == META_BAD_REQUEST && message != null && VERSION_OVER.matcher(message).find();
    return versionOver
        ? Optional.of(
            "Set a newer version of the Graph API (parameter GraphVersion, LEADLOG_META_VERSION)")
        : Optional.empty();
  }
}
