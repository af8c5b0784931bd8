package dev.leadlog.health;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.graph.GraphFailure;
import dev.leadlog.graph.GraphResult;
import dev.leadlog.graph.LeadAccess;
import dev.leadlog.graph.Subscription;
import dev.leadlog.graph.TokenState;
import dev.leadlog.log.PageId;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The result of checking a page.
 *
 * @param name null if the configuration has none
 * @param lastWebhook null for none yet
 * @param lastPoll null for none yet
 * @param jobs the jobs that reprocess waiting leads, by the reason of these leads
 */
record PageHealth(
    PageId page,
    String name,
    Instant checkedAt,
    AtMeta atMeta,
    Instant lastWebhook,
    Instant lastPoll,
    List<DetectedIssue> healthIssues,
    Map<String, String> jobs) {

  /**
   * Meta's responses about a page.
   *
   * @param tokenOfThePage false if the page has no token, so that the system user's is used
   */
  record AtMeta(
      boolean tokenOfThePage,
      GraphResult<TokenState> token,
      GraphResult<LeadAccess> leadAccess,
      GraphResult<Subscription> subscription) {}

  /**
   * An issue.
   *
   * @param message Meta's message, or what was detected
   */
  record DetectedIssue(HealthIssue healthIssue, String message) {}

  /** Returns whether no response of Meta prevents reading the page's leads. */
  boolean seemsReadable() {
    return atMeta.leadAccess().map(LeadAccess::granted, why -> false);
  }

  PageHealth with(Map<String, String> reprocessing) {
    return new PageHealth(
        page, name, checkedAt, atMeta, lastWebhook, lastPoll, healthIssues, reprocessing);
  }

  ObjectNode json() {
    ObjectNode json = Json.object().put("pageId", page.text()).put("pageName", name);
    json.put("checkedAt", Times.text(checkedAt));
    json.set("token", atMeta.token().map(this::token, PageHealth::notChecked));
    json.set("leadAccess", atMeta.leadAccess().map(PageHealth::access, PageHealth::notChecked));
    json.set(
        "subscription",
        atMeta.subscription().map(PageHealth::subscription, PageHealth::notChecked));
    json.put("lastWebhook", text(lastWebhook)).put("lastPoll", text(lastPoll));
    ArrayNode list = json.putArray("issues");
    healthIssues.forEach(found -> list.add(json(found)));
    ObjectNode reprocessing = json.putObject("reprocessing");
    jobs.forEach(reprocessing::put);
    return json;
  }

  private ObjectNode json(DetectedIssue found) {
    return Json.object()
        .put("issue", found.healthIssue().name())
        .put("message", found.message())
        .put("remedy", found.healthIssue().remedy(found.message()));
  }

  private ObjectNode token(TokenState state) {
    ObjectNode json = Json.object().put("of", atMeta.tokenOfThePage() ? "page" : "system user");
    json.put("valid", state.valid());
    json.put("expiresAt", text(state.expiresAt()));
    json.put("dataAccessExpiresAt", text(state.dataAccessExpiresAt()));
    if (state.isKnown()) {
      state.scopes().forEach(json.putArray("scopes")::add);
    } else {
      json.putNull("scopes")
          .put(
              "note",
              "tested with a call; to see expiry and permissions, set LEADLOG_META_APP_ID and the app's secret");
    }
    return json.put("message", state.message());
  }

  private static ObjectNode access(LeadAccess access) {
    return Json.object()
        .put("granted", access.granted())
        .put("failureReason", access.failureReason())
        .put("failureResolution", access.failureResolution());
  }

  private static ObjectNode subscription(Subscription subscription) {
    ObjectNode json = Json.object().put("leadgen", subscription.hasLeads());
    subscription.fields().forEach(json.putArray("fields")::add);
    return json;
  }

  private static ObjectNode notChecked(GraphFailure why) {
    return Json.object().put("notChecked", why.reason().name()).put("message", why.message());
  }

  private static String text(Instant time) {
    return time == null ? null : Times.text(time);
  }
}
