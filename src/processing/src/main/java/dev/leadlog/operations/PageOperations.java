package dev.leadlog.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.listing.LeadLogFilter;
import dev.leadlog.listing.LeadLogFilters;
import dev.leadlog.log.PageId;
import dev.leadlog.page.PageConfigs;
import dev.leadlog.page.Saving;
import dev.leadlog.page.StoredPage;
import dev.leadlog.polling.Backfill;
import dev.leadlog.reprocessing.ProcessingMany;
import dev.leadlog.reprocessing.ProcessingMany.Counted;
import dev.leadlog.reprocessing.ProcessingMany.Kind;
import dev.leadlog.reprocessing.Selection;
import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be asked about page configurations. */
@Singleton
public class PageOperations {

  private static final Pattern REVISION = Pattern.compile("(?:W/)?\"?([0-9]{1,9})\"?");
  private static final Duration TIME_TO_COUNT = Duration.ofSeconds(5);

  /** JSON within JSON, as Lambda answers, is larger by its quotes. */
  private static final int ROOM_FOR_PAGES = 4 * 1024 * 1024;

  /** After which Meta deletes leads. */
  private static final Duration META_KEEPS = Duration.ofDays(90);

  private final PageConfigs pages;
  private final ProcessingMany processingMany;
  private final Backfill backfill;
  private final LeadlogSettings settings;
  private final Clock clock;

  PageOperations(
      PageConfigs pages,
      ProcessingMany processingMany,
      Backfill backfill,
      LeadlogSettings settings,
      Clock clock) {
    this.settings = settings;
    this.pages = pages;
    this.processingMany = processingMany;
    this.backfill = backfill;
    this.clock = clock;
  }

  /**
   * Every page. An answer of Lambda holds 6 MB: the pages for which there is no room are there
   * without their {@code forms}, and say {@code "formsOmitted": true}.
   */
  public Answer all() {
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
    return Answer.of(200, json);
  }

  public Answer get(String pageId) {
    return PageId.of(pageId)
        .flatMap(pages::find)
        .map(PageOperations::shown)
        .orElseGet(() -> unknown(pageId));
  }

  /**
   * Saves a configuration, and sends on the leads that waited for exactly this.
   *
   * @param document null where what was sent is not JSON
   * @param ifMatch the revision that it was made from, as an ETag; null for any
   * @param processWaiting whether waiting leads are sent on, and not only counted
   * @param by who saves it
   */
  public Answer save(
      String pageId, JsonNode document, String ifMatch, boolean processWaiting, String by) {
    Optional<PageId> id = PageId.of(pageId);
    if (id.isEmpty()) {
      return Answer.problem(
          400, "The page id is wrong", "pageId \"" + pageId + "\" must be digits");
    }
    if (document == null) {
      return Answer.problem(
          400, "The body is not JSON", "send the page configuration as one JSON object");
    }
    Matcher revision = REVISION.matcher(ifMatch == null ? "" : ifMatch.strip());
    boolean anyRevision = ifMatch == null || ifMatch.strip().equals("*");
    if (!anyRevision && !revision.matches()) {
      return Answer.problem(
          400, "If-Match is wrong", "If-Match must be the ETag of the configuration, as \"3\"");
    }
    Integer expected = anyRevision ? null : Integer.valueOf(revision.group(1));
    return answer(pages.save(document, id.get(), expected), processWaiting, by);
  }

  public Answer delete(String pageId) {
    boolean deleted = PageId.of(pageId).map(pages::delete).orElse(false);
    return deleted ? Answer.of(204, null) : unknown(pageId);
  }

  /**
   * Reads a page's leads again since a time, as a job.
   *
   * @param body {@code {"since"?}}; without it, 90 days
   */
  public Answer poll(String pageId, JsonNode body, String by) {
    Optional<PageId> id = PageId.of(pageId);
    if (id.isEmpty()) {
      return Answer.problem(
          400, "The page id is wrong", "pageId \"" + pageId + "\" must be digits");
    }
    Instant earliest = clock.instant().minus(META_KEEPS);
    List<String> mistakes = new ArrayList<>();
    Map<String, String> given =
        body != null && body.hasNonNull("since")
            ? Map.of("from", body.path("since").asText())
            : Map.of();
    Instant since = LeadLogFilters.read(given, clock.instant(), mistakes).from();
    if (since.isBefore(earliest.minusSeconds(60))) {
      mistakes.add("from: is more than 90 days ago, and Meta keeps leads no longer");
    }
    if (!mistakes.isEmpty()) {
      return Answer.problem(
          400,
          "The time is wrong",
          mistakes.stream().map(m -> m.replaceFirst("^from", "since")).toList());
    }
    return Answer.of(202, Json.object().put("job", backfill.begin(id.get(), since, by).id()));
  }

  private Answer answer(Saving saving, boolean processWaiting, String by) {
    if (saving instanceof Saving.Saved saved) {
      return saved(saved, processWaiting, by);
    }
    return saving instanceof Saving.Stale stale
        ? Answer.problem(
            412,
            "The configuration has changed since",
            "it is at revision "
                + stale.revision()
                + " now: read it again, and put your change into that")
        : Answer.problem(
            400, "The page configuration is wrong", ((Saving.Refused) saving).mistakes());
  }

  private Answer saved(Saving.Saved saved, boolean processWaiting, String by) {
    StoredPage page = saved.page();
    Instant now = clock.instant();
    Map<String, String> ofThePage =
        Map.of(
            "pageId", page.config().pageId().text(),
            "from", Times.text(now.minus(settings.lookBack())));
    LeadLogFilter filter = LeadLogFilters.read(ofThePage, now, new ArrayList<>());
    Selection waiting = new Selection.Waiting(filter);
    Counted counted = processingMany.count(Kind.PROCESS, waiting, TIME_TO_COUNT);
    ObjectNode json = page.shown().put("waiting", counted.matched());
    ArrayNode warnings = json.putArray("warnings");
    saved.warnings().forEach(warnings::add);
    if (!counted.complete()) {
      warnings.add("more leads may be waiting than could be counted in five seconds");
    }
    if (processWaiting && (counted.matched() > 0 || !counted.complete())) {
      json.put("job", processingMany.begin(Kind.PROCESS, waiting, false, by).job().id());
    }
    return new Answer(200, json, page.config().revision());
  }

  private static Answer shown(StoredPage page) {
    return new Answer(200, page.shown(), page.config().revision());
  }

  private static Answer unknown(String pageId) {
    return Answer.problem(
        404,
        "There is no such page configuration",
        "page \"" + pageId + "\" is not configured; PUT /api/pages/" + pageId + " creates it");
  }
}
