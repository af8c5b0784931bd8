package dev.leadlog.simulatedmeta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A simulated Meta: the Graph API at {@code /v26.0/…}, and {@code POST /leads}, which creates
 * leads:
 *
 * <pre>
 * {"pageId","formId","count","answers":{question: value or [values]},"createdTime","fault","times","notify","webhookUrl"}
 * </pre>
 *
 * <p>{@code fault} is the name of a {@link Fault}; {@code times} is the number of reads that fail;
 * with {@code "notify":false} no webhook is sent. {@code POST /clear-faults {"leadgenIds":[…]}}
 * clears the faults of leads. {@code POST /forms} creates or replaces a form:
 *
 * <pre>
 * {"pageId","formId","name","status","questions":[{"key","label","type"}],"fault","times","readsBefore","usage","mostAPart","counted"}
 * </pre>
 *
 * <p>{@code times} is the number of failing reads of its leads, after {@code readsBefore}
 * successful ones; {@code usage} is the percentage in Meta's usage headers, and {@code mostAPart}
 * the maximum number of leads in a response, because Meta sometimes returns fewer than the limit;
 * with {@code "counted":false} the form has no {@code leads_count}. {@code POST /pages} creates a
 * page or changes its given fields:
 *
 * <pre>
 * {"pageId","name","tasks","tokenDead","tokenExpiresAt","dataAccessExpiresAt","scopes","leadAccess","subscribedFields","fault","times"}
 * </pre>
 *
 * <p>{@code times} is the number of failing calls for the page itself: its fields, forms and
 * subscription.
 */
public final class SimulatedMeta {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,39}");
  private static final int MOST_AT_ONCE = 10_000;

  private final MetaState metaState = new MetaState();
  private final Graph graph;
  private final Webhooks webhooks;
  private final URI webhookUrl;

  /**
   * @param webhookUrl the default target of webhooks
   */
  public SimulatedMeta(String appSecret, URI webhookUrl) {
    Identity identity = new Identity(appSecret);
    this.graph = new Graph(metaState, identity);
    this.webhooks = new Webhooks(identity);
    this.webhookUrl = webhookUrl;
  }

  /** Loads the file if it exists, and saves all further changes to it. */
  public void keepIn(Path file) {
    metaState.keepIn(file);
  }

  public MetaResponse handle(MetaRequest call) {
    if (Graph.serves(call.path())) {
      return graph.handle(call);
    }
    if (call.path().equals("/leads") && call.method().equals("POST")) {
      return read(call.text()).map(this::createLeads).orElseGet(SimulatedMeta::notJson);
    }
    if (call.path().equals("/forms") && call.method().equals("POST")) {
      return read(call.text()).map(this::createForm).orElseGet(SimulatedMeta::notJson);
    }
    if (call.path().equals("/pages") && call.method().equals("POST")) {
      return read(call.text()).map(this::changePage).orElseGet(SimulatedMeta::notJson);
    }
    if (call.path().equals("/clear-faults") && call.method().equals("POST")) {
      return read(call.text()).map(this::clearFaults).orElseGet(SimulatedMeta::notJson);
    }
    return MetaResponse.json(404, error("not found; POST /simulated-meta/leads creates leads"));
  }

  /** Creates leads, sends their webhook unless {@code notify} is false, and returns their ids. */
  private MetaResponse createLeads(JsonNode request) {
    List<String> mistakes = new ArrayList<>();
    String pageId = id(request, "pageId", mistakes);
    String formId = id(request, "formId", mistakes);
    int count = request.path("count").asInt(1);
    Fault fault = fault(request, mistakes);
    if (request.has("createdTime") && createdTime(request).isEmpty()) {
      mistakes.add("createdTime: must be a time like 2026-02-28T08:49:14Z");
    }
    if (count < 1 || count > MOST_AT_ONCE) {
      mistakes.add("count: must be from 1 to " + MOST_AT_ONCE);
    }
    if (!mistakes.isEmpty()) {
      return MetaResponse.json(400, error(String.join("; ", mistakes)));
    }
    URI url = URI.create(request.path("webhookUrl").asText(webhookUrl.toString()));
    if (fault == Fault.DASHBOARD_TEST) {
      webhooks.sendDashboardTest(url);
      return ids(List.of("444444444444"));
    }
    List<MetaState.Lead> leads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leads.add(lead(pageId, formId, request, fault));
    }
    metaState.add(leads);
    if (request.path("notify").asBoolean(true)) {
      webhooks.announce(url, leads, fault);
    }
    return ids(leads.stream().map(MetaState.Lead::id).toList());
  }

  private MetaState.Lead lead(String pageId, String formId, JsonNode request, Fault fault) {
    ObjectNode lead = JSON.createObjectNode().put("id", metaState.newId());
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    lead.put("created_time", createdTime(request).orElse(now).format(Graph.TIME));
    if (fault != Fault.ORGANIC) {
      lead.put("ad_id", "23851234567890101").put("ad_name", "Spring ad");
      lead.put("adset_id", "23851234567890102").put("adset_name", "Spring ad set");
      lead.put("campaign_id", "23851234567890103").put("campaign_name", "Spring campaign");
    }
    lead.put("form_id", formId).put("is_organic", fault == Fault.ORGANIC).put("platform", "fb");
    FieldData.fill(lead.putArray("field_data"), request.path("answers"), fault);
    int times = fault == null ? 0 : request.path("times").asInt(fault.times());
    return new MetaState.Lead(lead, pageId, fault, times);
  }

  private MetaResponse createForm(JsonNode request) {
    List<String> mistakes = new ArrayList<>();
    String pageId = id(request, "pageId", mistakes);
    String formId = id(request, "formId", mistakes);
    Fault fault = fault(request, mistakes);
    if (!Forms.STATUSES.contains(request.path("status").asText("ACTIVE"))) {
      mistakes.add("status: must be one of " + String.join(", ", Forms.STATUSES));
    }
    if (!mistakes.isEmpty()) {
      return MetaResponse.json(400, error(String.join("; ", mistakes)));
    }
    metaState.add(Forms.of(formId, pageId, request, fault));
    return MetaResponse.json(200, JSON.createObjectNode().put("formId", formId));
  }

  private MetaResponse changePage(JsonNode request) {
    List<String> mistakes = new ArrayList<>();
    String pageId = id(request, "pageId", mistakes);
    Fault fault = fault(request, mistakes);
    Pages.mistakes(request, mistakes);
    if (fault != null && fault.times() == 0) {
      mistakes.add("fault: " + fault.text() + " does not make a call fail");
    }
    if (!mistakes.isEmpty()) {
      return MetaResponse.json(400, error(String.join("; ", mistakes)));
    }
    metaState.change(pageId, page -> Pages.change(page, request, fault));
    return MetaResponse.json(200, metaState.page(pageId).orElseThrow());
  }

  private static Fault fault(JsonNode request, List<String> mistakes) {
    String name = request.path("fault").asText("");
    Fault fault = Fault.of(name).orElse(null);
    if (!name.isBlank() && fault == null) {
      mistakes.add(
          "fault: \"" + name + "\" is not a known fault; known faults are " + Fault.names());
    }
    return fault;
  }

  private static Optional<OffsetDateTime> createdTime(JsonNode request) {
    try {
      return Optional.ofNullable(request.path("createdTime").asText(null))
          .map(Instant::parse)
          .map(time -> time.atOffset(ZoneOffset.UTC));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  private MetaResponse clearFaults(JsonNode request) {
    List<String> ids = new ArrayList<>();
    request.path("leadgenIds").forEach(id -> ids.add(id.asText()));
    return MetaResponse.json(
        200, JSON.createObjectNode().put("cleared", metaState.clearFaults(ids)));
  }

  private static String id(JsonNode request, String field, List<String> mistakes) {
    String id = request.path(field).asText("");
    if (!ID.matcher(id).matches()) {
      mistakes.add(field + ": must be digits in quotes");
    }
    return id;
  }

  private static MetaResponse ids(List<String> ids) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode list = body.putArray("leadgenIds");
    ids.forEach(list::add);
    return MetaResponse.json(200, body);
  }

  private static MetaResponse notJson() {
    return MetaResponse.json(400, error("the body must be a JSON object"));
  }

  private static ObjectNode error(String words) {
    return JSON.createObjectNode().put("error", words);
  }

  private static Optional<JsonNode> read(String body) {
    try {
      return Optional.ofNullable(JSON.readTree(body)).filter(JsonNode::isObject);
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }
}
