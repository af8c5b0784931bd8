package dev.leadlog.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.graph.GraphFailure.Retry;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * Reads lists part by part, with any token that has access: the forms of a page and the leads of a
 * form. Graph's order is unspecified.
 */
@Singleton
public class FormReader {

  private static final String FORM_FIELDS =
      "id,name,status,locale,created_time,questions{key,label,type,options},leads_count";

  /** Each form is returned with all its questions. */
  private static final int FORMS_A_CALL = 50;

  private static final String FIELDS_TO_POLL = "id,name,status,leads_count";

  /** The entries of a list that one call may ask for; Graph fails with 500 for more. */
  public static final int MOST_ENTRIES = 100;

  private final GraphClient graph;
  private final PageTokens tokens;
  private final LeadFields fields;
  private final TimedListReader inTime;

  FormReader(GraphClient graph, PageTokens tokens, LeadFields fields, TimedListReader inTime) {
    this.graph = graph;
    this.tokens = tokens;
    this.fields = fields;
    this.inTime = inTime;
  }

  /**
   * Reads forms with their questions, as many as possible in the time of an interactive request.
   *
   * @param pageToken the reference to the page's token; null if none is configured
   * @param from the cursor of an earlier result; null for the beginning
   * @param last ends the reading if it is true for a form; the list may have more forms
   */
  public GraphResult<ListPart<LeadForm>> forms(
      PageId page, String pageToken, String from, Predicate<LeadForm> last) {
    return inTime.read(
        from,
        FORMS_A_CALL,
        last,
        (after, limit) -> forms(page, pageToken, FORM_FIELDS, after, limit));
  }

  /**
   * Reads forms with the fields that a poll needs: name, status and number of leads.
   *
   * @param limit the requested number, at most {@link #MOST_ENTRIES}
   */
  public GraphResult<ListPart<LeadForm>> formsToPoll(
      PageId page, String pageToken, String after, int limit) {
    return forms(page, pageToken, FIELDS_TO_POLL, after, limit);
  }

  private GraphResult<ListPart<LeadForm>> forms(
      PageId page, String pageToken, String wanted, String after, int limit) {
    return tokens.ask(
        page,
        pageToken,
        false,
        token -> listPart(graph.forms(page, wanted, limit, after, token), after, FormReader::form));
  }

  /**
   * @param from the earliest creation time; older leads may be returned too, because Meta is said
   *     to ignore the filter sometimes
   * @param pageToken the reference to the token of the form's page; null if none is configured
   * @param after the cursor of the previous part; null for the beginning
   * @param limit the requested number, at most {@link #MOST_ENTRIES}
   */
  public GraphResult<ListPart<ListedLead>> leads(
      PageId page, FormId form, Instant from, String after, int limit, String pageToken) {
    String filter = createdFrom(from);
    return tokens.ask(
        page,
        pageToken,
        false,
        token ->
            fields.ask(
                token,
                wanted ->
                    listPart(
                        graph.leads(form, wanted, filter, limit, after, token),
                        after,
                        FormReader::lead)));
  }

  /**
   * Reads a part of any list.
   *
   * @param after the cursor of the request
   */
  <T> GraphResult<ListPart<T>> listPart(
      GraphResponse response, String after, Function<JsonNode, Optional<T>> item) {
    return GraphErrors.needsSmallerLimit(response)
        ? GraphResult.failed(
            Reason.META_UNAVAILABLE, new Retry.WithSmallerLimit(), response.messageWithCodes())
        : tokens.read(response, json -> part(json, after, item, RateLimits.percent(response)));
  }

  private static <T> GraphResult<ListPart<T>> part(
      JsonNode json, String after, Function<JsonNode, Optional<T>> item, int usage) {
    String next = next(json.path("paging"));
    if (!json.path("data").isArray()) {
      return GraphResult.unexpected("Meta's response has no list");
    }
    if (next != null && (next.isBlank() || next.equals(after))) {
      return GraphResult.unexpected("Meta's list has more entries, but no cursor");
    }
    return GraphResult.found(new ListPart<>(items(json.path("data"), item), next, usage));
  }

  /** The URL in {@code next} is not used: it contains the token, and its host cannot be trusted. */
  private static String next(JsonNode paging) {
    return paging.hasNonNull("next") ? paging.path("cursors").path("after").asText("") : null;
  }

  private static <T> List<T> items(JsonNode data, Function<JsonNode, Optional<T>> item) {
    return StreamSupport.stream(data.spliterator(), false)
        .flatMap(node -> item.apply(node).stream())
        .toList();
  }

  private static Optional<LeadForm> form(JsonNode form) {
    return FormId.of(form.path("id").asText())
        .map(
            id ->
                new LeadForm(
                    id, form.path("name").asText(null), form.path("status").asText(""), form));
  }

  private static Optional<ListedLead> lead(JsonNode lead) {
    return LeadgenId.of(lead.path("id").asText())
        .map(
            id ->
                new ListedLead(
                    id,
                    LeadParser.time(lead.path("created_time").asText(null)),
                    LeadParser.listed(lead)));
  }

  /** The filter's name differs from the field's name, and its bound is exclusive. */
  private static String createdFrom(Instant from) {
    return Json.text(
        Json.object()
            .arrayNode()
            .add(
                Json.object()
                    .put("field", "time_created")
                    .put("operator", "GREATER_THAN")
                    .put("value", from.getEpochSecond() - 1)));
  }
}
