package dev.leadlog.simulatedmeta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The simulated Graph API: {@code /v26.0/…}. */
final class Graph {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern PATH =
      Pattern.compile("/v[0-9]+\\.[0-9]+(?:/([^/]+)(?:/([^/]+))?)?/?");
  private static final Set<String> AD_FIELDS =
      Set.of("ad_name", "adset_id", "adset_name", "campaign_id", "campaign_name");
  private static final List<String> DEFAULT_FIELDS = List.of("id", "created_time", "field_data");
  static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ");
  private static final int DEFAULT_LIMIT = 25;
  private static final int MAX_LIMIT = 100;

  private final MetaState metaState;
  private final Identity identity;

  Graph(MetaState metaState, Identity identity) {
    this.metaState = metaState;
    this.identity = identity;
  }

  static boolean serves(String path) {
    return PATH.matcher(path).matches();
  }

  MetaResponse handle(MetaRequest call) {
    Matcher path = PATH.matcher(call.path());
    path.matches();
    String id = path.group(1);
    String edge = path.group(2);
    Optional<MetaResponse> refused = identity.refusal(call);
    if (refused.isPresent()) {
      return refused.get();
    }
    if (isRejected(call.token())) {
      return GraphError.badToken();
    }
    if ("debug_token".equals(id)) {
      return debugToken(call);
    }
    if (id == null) {
      return objects(call);
    }
    if (edge == null) {
      return object(call, id);
    }
    return switch (edge) {
      case "leads" -> leads(call, id);
      case "leadgen_forms" -> forms(call, id);
      case "subscribed_apps" -> subscribedApps(call, id);
      case "accounts" -> accounts(call);
      default -> GraphError.of(2500, 0, "OAuthException", "Unknown path components: /" + edge);
    };
  }

  private MetaResponse object(MetaRequest call, String id) {
    if (metaState.hasPage(id)) {
      return page(call, id);
    }
    Optional<MetaState.Form> form = metaState.form(id).filter(f -> identity.sees(call, f.pageId));
    if (form.isPresent()) {
      return MetaResponse.json(200, onlyFields(withLeadsCount(form.get()), fields(call)));
    }
    Optional<MetaState.Lead> lead = metaState.lead(id).filter(l -> identity.sees(call, l.pageId));
    return lead.map(found -> lead(call, found)).orElseGet(() -> GraphError.unknown(id));
  }

  private MetaResponse lead(MetaRequest call, MetaState.Lead lead) {
    List<String> fields = fields(call);
    if (succeedsWithoutField(lead.fault, fields)) {
      return MetaResponse.json(200, onlyFields(lead.node, fields))
          .with(GraphError.usage(lead.pageId, 5));
    }
    Optional<Fault> fault = metaState.nextFault(lead);
    if (fault.isPresent()) {
      return fault.get() == Fault.UNKNOWN_ID
          ? GraphError.unknown(lead.id())
          : GraphError.of(fault.get(), lead.pageId);
    }
    return MetaResponse.json(200, onlyFields(lead.node, fields))
        .with(GraphError.usage(lead.pageId, 5));
  }

  /** Some faults reject certain fields; a request without these fields succeeds. */
  private static boolean succeedsWithoutField(Fault fault, List<String> fields) {
    if (fault == null) {
      return false;
    }
    return switch (fault) {
      case NO_ADS_PERMISSION -> fields.stream().noneMatch(AD_FIELDS::contains);
      case NO_SUCH_FIELD, NO_SUCH_CAPABILITY -> !fields.contains("vehicle");
      default -> false;
    };
  }

  private MetaResponse page(MetaRequest call, String id) {
    if (!identity.sees(call, id)) {
      return GraphError.unknown(id);
    }
    return metaState
        .nextFault(id)
        .map(fault -> pageError(fault, id))
        .orElseGet(() -> MetaResponse.json(200, page(call, metaState.page(id).orElseThrow())));
  }

  private static MetaResponse pageError(Fault fault, String id) {
    return fault == Fault.UNKNOWN_ID ? GraphError.unknown(id) : GraphError.of(fault, id);
  }

  private ObjectNode page(MetaRequest call, ObjectNode page) {
    String id = page.path("id").asText();
    boolean may = page.path("leadAccess").asBoolean();
    ObjectNode access = page.putObject("has_lead_access").put("can_access_lead", may);
    if (!may) {
      access.put("failure_reason", "Leads Access Manager does not admit this app.");
      access.put("failure_resolution", "Assign the app in Business Settings, Leads Access.");
    }
    page.put("access_token", Identity.tokenOf(id));
    return onlyFields(page, fields(call));
  }

  /** The pages of a user; a page token has no accounts. */
  private MetaResponse accounts(MetaRequest call) {
    if (!identity.isUserToken(call.token())) {
      return GraphError.of(
          100, 0, "OAuthException", "(#100) Tried accessing nonexisting field (accounts)");
    }
    List<ObjectNode> pages = metaState.pages().stream().map(page -> page(call, page)).toList();
    return paged(call, pages, limit(call));
  }

  /** One invalid id fails the whole call, as at Meta. */
  private MetaResponse objects(MetaRequest call) {
    ObjectNode all = JSON.createObjectNode();
    List<String> ids = List.of(call.query().getOrDefault("ids", "").split(","));
    if (ids.size() > 50) {
      return GraphError.of(100, 0, "OAuthException", "(#100) Too many IDs. Maximum: 50.");
    }
    for (String id : ids) {
      MetaResponse one = object(call, id);
      if (one.status() != 200) {
        return one;
      }
      all.set(id, read(one.body()));
    }
    return MetaResponse.json(200, all);
  }

  private MetaResponse leads(MetaRequest call, String formId) {
    Optional<MetaState.Form> form =
        metaState.form(formId).filter(f -> identity.sees(call, f.pageId));
    if (form.isEmpty()) {
      return GraphError.unknown(formId);
    }
    if (limit(call) > MAX_LIMIT) {
      return GraphError.of(Fault.TRANSIENT, form.get().pageId);
    }
    return metaState
        .nextFault(form.get())
        .map(fault -> GraphError.of(fault, form.get().pageId))
        .orElseGet(() -> leads(call, form.get()));
  }

  private MetaResponse leads(MetaRequest call, MetaState.Form form) {
    Instant after = form.has(Fault.FILTER_IGNORED) ? Instant.EPOCH : createdAfter(call);
    List<MetaState.Lead> leads = new ArrayList<>(metaState.leadsOfForm(form.id()));
    if (form.has(Fault.UNORDERED)) {
      leads.sort(Comparator.comparing(lead -> lead.id().hashCode() * 31));
    }
    List<ObjectNode> wanted =
        leads.stream()
            .filter(lead -> createdTime(lead).isAfter(after))
            .map(lead -> onlyFields(lead.node, fields(call)))
            .toList();
    return paged(call, wanted, Math.min(limit(call), form.maxResults))
        .with(GraphError.usage(form.pageId, form.usage));
  }

  private MetaResponse forms(MetaRequest call, String pageId) {
    if (!identity.sees(call, pageId)) {
      return GraphError.unknown(pageId);
    }
    Optional<Fault> fault = metaState.nextFault(pageId);
    if (fault.isPresent() || limit(call) > MAX_LIMIT) {
      return pageError(fault.orElse(Fault.TRANSIENT), pageId);
    }
    List<ObjectNode> forms =
        metaState.formsOfPage(pageId).stream()
            .map(form -> onlyFields(withLeadsCount(form), fields(call)))
            .toList();
    return paged(call, forms, limit(call)).with(GraphError.usage(pageId, 5));
  }

  private ObjectNode withLeadsCount(MetaState.Form form) {
    ObjectNode node = form.node.deepCopy();
    return form.counted ? node.put("leads_count", metaState.leadsOfForm(form.id()).size()) : node;
  }

  /** A new subscription replaces the previous one. */
  private MetaResponse subscribedApps(MetaRequest call, String pageId) {
    if (!identity.sees(call, pageId)) {
      return GraphError.unknown(pageId);
    }
    Optional<Fault> fault = metaState.nextFault(pageId);
    if (fault.isPresent()) {
      return pageError(fault.get(), pageId);
    }
    if (!call.method().equals("GET")) {
      String fields = call.query().getOrDefault("subscribed_fields", "");
      ArrayNode subscribed = JSON.createArrayNode();
      if (call.method().equals("POST")) {
        List.of(fields.split(",")).forEach(subscribed::add);
      }
      metaState.change(pageId, page -> page.set("subscribedFields", subscribed));
      return MetaResponse.json(200, JSON.createObjectNode().put("success", true));
    }
    ObjectNode body = JSON.createObjectNode();
    ArrayNode apps = body.putArray("data");
    metaState
        .page(pageId)
        .map(page -> page.path("subscribedFields"))
        .filter(fields -> !fields.isEmpty())
        .ifPresent(
            fields ->
                apps.addObject()
                    .put("id", Identity.APP_ID)
                    .put("name", "Leadlog")
                    .set("subscribed_fields", fields));
    return MetaResponse.json(200, body);
  }

  private boolean isRejected(String token) {
    return metaState
        .page(Identity.pageOf(token))
        .filter(page -> page.path("tokenDead").asBoolean())
        .isPresent();
  }

  /** Only an app access token may inspect tokens. */
  private MetaResponse debugToken(MetaRequest call) {
    if (!identity.isAppToken(call.token())) {
      return GraphError.of(100, 0, "OAuthException", "(#100) You must provide an app access token");
    }
    String input = call.query().getOrDefault("input_token", "");
    ObjectNode page = metaState.page(Identity.pageOf(input)).orElseGet(() -> Pages.usual("0"));
    boolean valid = identity.isKnown(input) && !isRejected(input);
    ObjectNode body = JSON.createObjectNode();
    ObjectNode data = body.putObject("data").put("app_id", Identity.APP_ID).put("is_valid", valid);
    data.put("expires_at", Pages.seconds(page, "tokenExpiresAt"));
    data.put("data_access_expires_at", Pages.seconds(page, "dataAccessExpiresAt"));
    data.set("scopes", page.path("scopes"));
    if (!valid) {
      data.putObject("error")
          .put("code", 190)
          .put("message", "Error validating access token: the session has been invalidated.")
          .put("subcode", 460);
    }
    return MetaResponse.json(200, body);
  }

  /** The last page has cursors too; only {@code next} shows that there are more results. */
  private static MetaResponse paged(MetaRequest call, List<ObjectNode> all, int limit) {
    int from = Math.min(position(call.query().get("after")), all.size());
    int to = Math.min(from + limit, all.size());
    ObjectNode body = JSON.createObjectNode();
    ArrayNode data = body.putArray("data");
    all.subList(from, to).forEach(data::add);
    ObjectNode paging = body.putObject("paging");
    paging.putObject("cursors").put("before", cursor(from)).put("after", cursor(to));
    if (to < all.size()) {
      paging.put(
          "next",
          "https://graph.facebook.com"
              + call.path()
              + "?access_token="
              + call.token()
              + "&after="
              + cursor(to));
    }
    return MetaResponse.json(200, body);
  }

  private static int limit(MetaRequest call) {
    return Integer.parseInt(call.query().getOrDefault("limit", "" + DEFAULT_LIMIT));
  }

  private static String cursor(int position) {
    return Base64.getUrlEncoder()
        .encodeToString(("at:" + position).getBytes(StandardCharsets.UTF_8));
  }

  private static int position(String cursor) {
    return cursor == null
        ? 0
        : Integer.parseInt(
            new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).substring(3));
  }

  private static Instant createdAfter(MetaRequest call) {
    for (JsonNode filter : read(call.query().getOrDefault("filtering", "[]"))) {
      if (filter.path("field").asText().equals("time_created")) {
        return Instant.ofEpochSecond(filter.path("value").asLong());
      }
    }
    return Instant.EPOCH;
  }

  private static Instant createdTime(MetaState.Lead lead) {
    return OffsetDateTime.parse(lead.node.path("created_time").asText(), TIME).toInstant();
  }

  private static List<String> fields(MetaRequest call) {
    String fields = call.query().get("fields");
    return fields == null || fields.isBlank()
        ? DEFAULT_FIELDS
        : List.of(fields.replaceAll("\\{[^}]*}", "").split(","));
  }

  private static ObjectNode onlyFields(ObjectNode node, List<String> fields) {
    ObjectNode copy = node.deepCopy();
    return copy.retain(fields).has("id") ? copy : copy.put("id", node.path("id").asText());
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      return JSON.createArrayNode();
    }
  }
}
