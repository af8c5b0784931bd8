package dev.leadlog.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.document.StrictReader;
import dev.leadlog.graph.GraphFailure;
import dev.leadlog.graph.GraphResult;
import dev.leadlog.graph.LeadForm;
import dev.leadlog.graph.ListPart;
import dev.leadlog.graph.PageAccess;
import dev.leadlog.graph.Subscription;
import dev.leadlog.graph.UserPage;
import dev.leadlog.log.PageId;
import dev.leadlog.mapping.QuestionKey;
import dev.leadlog.onboarding.FormComparison;
import dev.leadlog.onboarding.PageDiscovery;
import dev.leadlog.onboarding.PageDiscovery.Added;
import dev.leadlog.onboarding.UnknownQuestions;
import dev.leadlog.page.PageConfig;
import dev.leadlog.page.PageConfigs;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The operations that list, add and subscribe pages at Meta, and show their forms. */
@Singleton
public class OnboardingOperations {

  private static final int LONGEST_CURSOR = 2_000;

  private static final String NO_PAGES =
      "Meta returned no pages for this token. The permission business_management is probably missing: grant it together with pages_show_list, assign the pages to the token's user in Meta Business Suite, create a new token, then try again.";

  /** The number is limited, because Meta is called for each page during the request. */
  private static final int MOST_PAGES = 50;

  private final PageConfigs pages;
  private final PageAccess access;
  private final FormComparison formComparison;
  private final PageDiscovery pageDiscovery;

  OnboardingOperations(
      PageConfigs pages,
      PageAccess access,
      FormComparison formComparison,
      PageDiscovery pageDiscovery) {
    this.pages = pages;
    this.access = access;
    this.formComparison = formComparison;
    this.pageDiscovery = pageDiscovery;
  }

  /** Subscribes the app to the page's leads, and returns {@code {"pageId","fields":[…]}}. */
  public OperationResult subscribe(String pageId) {
    return OperationResult.ofPage(
        pageId,
        page ->
            access
                .subscribe(page, pages.current(page).map(PageConfig::accessToken).orElse(null))
                .map(subscription -> subscribed(page, subscription), MetaProblems::of));
  }

  /**
   * Compares the page's forms and their questions with the configuration.
   *
   * @param input {@code {"cursor"?}}: the {@code next} of an earlier response
   */
  public OperationResult forms(String pageId, StrictReader input) {
    String from = cursor(input.knowing("cursor"));
    return OperationResult.ifValid(
        input,
        () ->
            OperationResult.ofPage(
                pageId,
                page ->
                    formComparison
                        .of(page, pages.current(page), from)
                        .map(
                            found -> OperationResult.of(200, json(page, found)),
                            MetaProblems::of)));
  }

  private static String cursor(StrictReader input) {
    return input
        .value("cursor", "the \"next\" of an earlier response", OnboardingOperations::cursor)
        .orElse(null);
  }

  private static Optional<String> cursor(String text) {
    boolean sendable =
        text.length() <= LONGEST_CURSOR && text.chars().allMatch(c -> c > ' ' && c < 127);
    return sendable ? Optional.of(text) : Optional.empty();
  }

  /**
   * {@code {"userToken"?,"cursor"?,"pageIds"?,"subscribe"?}}: lists the pages of the token from the
   * {@code next} of an earlier response on, or adds the named ones. By default the system user's
   * token is used.
   *
   * @param by the caller
   */
  public OperationResult discover(StrictReader input, String by) {
    input.knowing("userToken", "cursor", "pageIds", "subscribe");
    String userToken = input.text("userToken").map(String::strip).orElse(null);
    List<PageId> ids =
        input.has("pageIds")
            ? input.values("pageIds", MOST_PAGES, "digits, in quotes", PageId::of)
            : List.of();
    boolean subscribe = input.flag("subscribe", false);
    String from = cursor(input);
    if (input.hasMistakes()) {
      return OperationResult.invalid(input.mistakes());
    }
    return ids.isEmpty()
        ? pageDiscovery.pages(userToken, from).map(this::listed, MetaProblems::of)
        : added(userToken, ids.stream().distinct().toList(), subscribe, by);
  }

  private OperationResult listed(ListPart<UserPage> found) {
    Set<PageId> configured = new HashSet<>(pages.ids());
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("pages");
    for (UserPage page : found.items()) {
      ObjectNode item =
          items.addObject().put("pageId", page.id().text()).put("pageName", page.name());
      page.tasks().forEach(item.putArray("tasks")::add);
      item.put("configured", configured.contains(page.id()));
    }
    json.put("next", found.after());
    if (found.items().isEmpty() && found.isLast()) {
      json.put("note", NO_PAGES);
    }
    return OperationResult.of(200, json);
  }

  private OperationResult added(String userToken, List<PageId> ids, boolean subscribe, String by) {
    Map<PageId, Added> added = pageDiscovery.add(userToken, ids, subscribe, by);
    ObjectNode json = Json.object();
    ArrayNode list = json.putArray("added");
    ArrayNode refused = json.putArray("refused");
    for (Added each : added.values()) {
      if (each instanceof Added.Configured configured) {
        list.add(json(configured));
      } else if (each instanceof Added.Unchanged unchanged) {
        refused(refused, unchanged.page(), unchanged.why());
      } else {
        Added.NoToken noToken = (Added.NoToken) each;
        refused(refused, noToken.page(), noToken.why().messageAndRemedy());
      }
    }
    ArrayNode left = json.putArray("left");
    ids.stream().filter(id -> !added.containsKey(id)).forEach(id -> left.add(id.text()));
    return OperationResult.of(200, json);
  }

  private static void refused(ArrayNode refused, PageId page, String why) {
    refused.addObject().put("pageId", page.text()).put("why", why);
  }

  private static ObjectNode json(Added.Configured added) {
    ObjectNode json = added.page().shown();
    json.put("tokenExpiresAt", added.expiresAt() == null ? null : Times.text(added.expiresAt()));
    GraphResult<Subscription> subscription = added.subscription();
    if (subscription != null) {
      json.put("subscribed", subscription.map(Subscription::hasLeads, why -> false));
      json.put("notSubscribed", subscription.map(done -> null, GraphFailure::messageAndRemedy));
    }
    return json;
  }

  private static OperationResult subscribed(PageId page, Subscription subscription) {
    if (!subscription.hasLeads()) {
      return OperationResult.problem(
          502,
          "Bad gateway",
          "Meta confirmed the subscription of page "
              + page
              + ", but does not list the field leadgen");
    }
    ObjectNode json = Json.object().put("pageId", page.text());
    subscription.fields().forEach(json.putArray("fields")::add);
    return OperationResult.of(200, json);
  }

  private static ObjectNode json(PageId page, FormComparison.ComparedForms found) {
    ObjectNode json = Json.object().put("pageId", page.text());
    ArrayNode forms = json.putArray("forms");
    found.forms().forEach(form -> forms.add(json(form)));
    ids(json, "mapped", found, FormComparison.ComparedForm::isMapped);
    ids(json, "new", found, FormComparison.ComparedForm::isNew);
    ids(json, "archived", found, form -> form.isMapped() && form.isClosed());
    if (found.gone() == null) {
      json.putNull("gone");
    } else {
      ArrayNode gone = json.putArray("gone");
      found.gone().forEach(id -> gone.add(id.text()));
    }
    return json.put("next", found.next());
  }

  private static void ids(
      ObjectNode json,
      String name,
      FormComparison.ComparedForms found,
      Predicate<FormComparison.ComparedForm> which) {
    ArrayNode list = json.putArray(name);
    found.forms().stream().filter(which).forEach(form -> list.add(form.atMeta().id().text()));
  }

  private static ObjectNode json(FormComparison.ComparedForm form) {
    LeadForm atMeta = form.atMeta();
    ObjectNode json = Json.object().put("formId", atMeta.id().text()).put("name", atMeta.name());
    json.put("status", atMeta.status()).put("mapped", form.isMapped());
    json.set("locale", atMeta.json().get("locale"));
    json.set("createdTime", atMeta.json().get("created_time"));
    json.set("leadsCount", atMeta.json().get("leads_count"));
    ArrayNode questions = json.putArray("questions");
    atMeta.json().path("questions").forEach(question -> questions.add(question(question)));
    if (form.isMapped()) {
      compare(json, form, keys(questions));
    }
    return json;
  }

  private static ObjectNode question(JsonNode question) {
    ObjectNode json = Json.object();
    for (String name : List.of("key", "label", "type", "options")) {
      if (question.hasNonNull(name)) {
        json.set(name, question.get(name));
      }
    }
    return json;
  }

  /** Adds the questions that no field uses, and the fields that no question fills. */
  private static void compare(ObjectNode json, FormComparison.ComparedForm form, Set<String> keys) {
    Set<String> mapped =
        form.config().mapping().stream()
            .flatMap(field -> field.metaFields().stream())
            .collect(Collectors.toSet());
    ArrayNode notMapped = json.putArray("questionsNotMapped");
    Set<String> normal = mapped.stream().map(QuestionKey::normal).collect(Collectors.toSet());
    keys.stream()
        .filter(key -> !normal.contains(QuestionKey.normal(key)))
        .sorted()
        .forEach(notMapped::add);
    ArrayNode without = json.putArray("mappedWithoutQuestion");
    form.config().mapping().stream()
        .flatMap(field -> UnknownQuestions.unknown(field, keys).stream())
        .distinct()
        .sorted()
        .forEach(without::add);
  }

  private static Set<String> keys(ArrayNode questions) {
    return StreamSupport.stream(questions.spliterator(), false)
        .map(question -> question.path("key").asText())
        .collect(Collectors.toSet());
  }
}
