package dev.leadlog.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.document.StrictReader;
import dev.leadlog.graph.LeadReader;
import dev.leadlog.jobs.Job;
import dev.leadlog.listing.LeadLogFilter;
import dev.leadlog.log.FormId;
import dev.leadlog.log.PageId;
import dev.leadlog.onboarding.UnknownQuestions;
import dev.leadlog.page.FormConfig;
import dev.leadlog.page.PageConfig;
import dev.leadlog.page.PageConfigs;
import dev.leadlog.page.SaveResult;
import dev.leadlog.page.StoredPage;
import dev.leadlog.polling.Backfill;
import dev.leadlog.polling.LeadPoller;
import dev.leadlog.polling.PolledForm;
import dev.leadlog.reprocessing.BulkReprocessor;
import dev.leadlog.reprocessing.BulkReprocessor.ReprocessAction;
import dev.leadlog.reprocessing.ReprocessOptions;
import dev.leadlog.selection.LeadJobs.MatchCount;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The operations on page configurations. */
@Singleton
public class PageOperations {

  private static final Pattern REVISION = Pattern.compile("(?:W/)?\"?([0-9]{1,9})\"?");
  private static final Duration TIME_TO_COUNT = Duration.ofSeconds(5);

  /** Lower than Lambda's limit, because the response contains JSON as a JSON string. */
  private static final int ROOM_FOR_PAGES = 4 * 1024 * 1024;

  private final PageConfigs pages;
  private final BulkReprocessor bulkReprocessor;
  private final Backfill backfill;
  private final LeadPoller leadPoller;
  private final UnknownQuestions unknownQuestions;
  private final Clock clock;

  PageOperations(
      PageConfigs pages,
      BulkReprocessor bulkReprocessor,
      Backfill backfill,
      LeadPoller leadPoller,
      UnknownQuestions unknownQuestions,
      Clock clock) {
    this.pages = pages;
    this.bulkReprocessor = bulkReprocessor;
    this.backfill = backfill;
    this.leadPoller = leadPoller;
    this.unknownQuestions = unknownQuestions;
    this.clock = clock;
  }

  /**
   * Returns every page. A Lambda response holds 6 MB; pages that do not fit are returned without
   * their {@code forms} and with {@code "formsOmitted": true}.
   */
  public OperationResult all() {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    int bytes = 0;
    for (StoredPage page : pages.all()) {
      ObjectNode shown = page.shown();
      bytes += Json.text(shown).getBytes(StandardCharsets.UTF_8).length;
      if (bytes > ROOM_FOR_PAGES) {
        shown.remove("forms");
        shown.put("formsOmitted", true);
      }
      items.add(shown);
    }
    return OperationResult.of(200, json);
  }

  public OperationResult get(String pageId) {
    return PageId.of(pageId)
        .flatMap(pages::find)
        .map(PageOperations::shown)
        .orElseGet(() -> unknown(pageId));
  }

  /** Returns the forms of a configuration, each with the progress of its poll. */
  public OperationResult forms(String pageId) {
    return PageId.of(pageId)
        .flatMap(pages::current)
        .map(page -> OperationResult.of(200, forms(page.forms())))
        .orElseGet(() -> unknown(pageId));
  }

  private ObjectNode forms(List<FormConfig> forms) {
    Map<FormId, PolledForm> polled =
        leadPoller.forms(forms.stream().map(FormConfig::formId).toList()).stream()
            .collect(Collectors.toMap(PolledForm::form, Function.identity()));
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    forms.forEach(form -> items.add(form(form, polled.get(form.formId()))));
    return json;
  }

  private static ObjectNode form(FormConfig form, PolledForm polled) {
    return Json.object()
        .put("formId", form.formId().text())
        .put("formName", form.formName())
        .put("mapped", !form.mapping().isEmpty())
        .put("lastRead", polled.readAt() == null ? null : Times.text(polled.readAt()))
        .put("leadsAtMeta", polled.leadsCount())
        .put("reading", polled.reading());
  }

  /**
   * Saves a configuration, and reprocesses the leads that waited for it.
   *
   * @param document null if the body is not JSON
   * @param ifMatch the revision that was edited, as an ETag; null for any
   * @param input {@code {"processWaiting"?}}: false keeps the waiting leads and only reads missing
   *     payloads
   * @param by the caller
   */
  public OperationResult save(
      String pageId, JsonNode document, String ifMatch, StrictReader input, String by) {
    boolean processWaiting = input.knowing("processWaiting").flag("processWaiting", true);
    if (document == null) {
      input.mistake("the body is not JSON; send the page configuration as one JSON object");
    }
    return OperationResult.ifValid(
        input,
        () ->
            OperationResult.ofPage(
                pageId, page -> save(page, document, ifMatch, processWaiting, by)));
  }

  private OperationResult save(
      PageId page, JsonNode document, String ifMatch, boolean processWaiting, String by) {
    Matcher revision = REVISION.matcher(ifMatch == null ? "" : ifMatch.strip());
    boolean anyRevision = ifMatch == null || ifMatch.strip().equals("*");
    if (!anyRevision && !revision.matches()) {
      return OperationResult.invalid(
          List.of("If-Match: must be the ETag of the configuration such as \"3\""));
    }
    Integer expected = anyRevision ? null : Integer.valueOf(revision.group(1));
    return answer(pages.save(document, page, expected), processWaiting, by);
  }

  public OperationResult delete(String pageId) {
    boolean deleted = PageId.of(pageId).map(pages::delete).orElse(false);
    return deleted ? OperationResult.of(204, null) : unknown(pageId);
  }

  /**
   * Starts a backfill of a page.
   *
   * @param input {@code {"since"?}}; by default the page's {@code pollSince}; at most 90 days ago
   */
  public OperationResult poll(String pageId, StrictReader input, String by) {
    return OperationResult.ifValid(
        input.knowing("since"),
        () -> OperationResult.ofPage(pageId, page -> poll(page, input, by)));
  }

  private OperationResult poll(PageId page, StrictReader input, String by) {
    Instant now = clock.instant();
    Instant earliest = now.minus(LeadReader.META_KEEPS);
    Instant since =
        LeadLogFilter.time(input, "since", ZoneOffset.UTC)
            .orElseGet(() -> pollSince(page, earliest));
    if (since.isBefore(earliest.minusSeconds(60))) {
      input.mistake("since", "is more than 90 days ago, and Meta deletes older leads");
    } else if (since.isAfter(now)) {
      input.mistake("since", "is in the future");
    }
    return OperationResult.ifValid(
        input, () -> OperationResult.accepted(backfill.begin(page, since, by)));
  }

  private Instant pollSince(PageId page, Instant earliest) {
    return pages
        .current(page)
        .map(PageConfig::pollSince)
        .filter(since -> since.isAfter(earliest))
        .orElse(earliest);
  }

  private OperationResult answer(SaveResult saving, boolean processWaiting, String by) {
    if (saving instanceof SaveResult.Saved saved) {
      return saved(saved, processWaiting, by);
    }
    return saving instanceof SaveResult.Stale stale
        ? OperationResult.problem(
            412,
            "Precondition failed",
            "the configuration was changed and is at revision "
                + stale.revision()
                + " now; read it again and repeat your change")
        : OperationResult.invalid(((SaveResult.Refused) saving).mistakes());
  }

  private OperationResult saved(SaveResult.Saved saved, boolean processWaiting, String by) {
    StoredPage page = saved.page();
    PageId pageId = page.config().pageId();
    // The job is started first: a saved page needs it even if its waiting leads cannot be counted.
    Job job =
        processWaiting
            ? bulkReprocessor.beginWaiting(pageId, by)
            : bulkReprocessor.beginReading(pageId, by);
    MatchCount counted =
        bulkReprocessor.count(
            ReprocessAction.PROCESS,
            bulkReprocessor.waitingFor(pageId),
            ReprocessOptions.toAll(false),
            TIME_TO_COUNT);
    ObjectNode json = page.shown().put("waiting", counted.matched());
    ArrayNode warnings = json.putArray("warnings");
    saved.warnings().forEach(warnings::add);
    unknownQuestions.of(page.config()).forEach(warnings::add);
    if (!counted.complete()) {
      warnings.add("more leads may be waiting; only part of them could be counted in five seconds");
    }
    if (processWaiting) {
      json.put("job", job.id());
    }
    return new OperationResult(200, json, page.config().revision());
  }

  private static OperationResult shown(StoredPage page) {
    return new OperationResult(200, page.shown(), page.config().revision());
  }

  private static OperationResult unknown(String pageId) {
    return OperationResult.problem(
        404, "Not found", "page \"" + pageId + "\" is not configured; save a configuration for it");
  }
}
