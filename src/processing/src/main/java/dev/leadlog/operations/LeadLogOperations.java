package dev.leadlog.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.document.SpellingSuggestion;
import dev.leadlog.document.StrictReader;
import dev.leadlog.lifecycle.LeadDocReference;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogJson;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.listing.LeadLogFilter;
import dev.leadlog.listing.LeadLogList;
import dev.leadlog.listing.LeadLogPage;
import dev.leadlog.listing.ListCursor;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.manual.BulkLoss;
import dev.leadlog.manual.ManualActions;
import dev.leadlog.manual.ManualResult;
import dev.leadlog.page.PageConfigs;
import dev.leadlog.reprocessing.BulkReprocessor;
import dev.leadlog.reprocessing.BulkReprocessor.ReprocessAction;
import dev.leadlog.reprocessing.LeadReprocessor;
import dev.leadlog.reprocessing.ReprocessOptions;
import dev.leadlog.reprocessing.ReprocessResult;
import dev.leadlog.selection.Selection;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** The operations on lead logs. */
@Singleton
public class LeadLogOperations {

  private static final int USUAL_LIMIT = 50;
  private static final int HIGHEST_LIMIT = 500;
  private static final List<String> LIST_PARAMETERS =
      Stream.concat(LeadLogFilter.NAMES.stream(), Stream.of("limit", "cursor")).toList();

  private final LeadLogs logs;
  private final LeadLogList list;
  private final LeadReprocessor leadReprocessor;
  private final BulkReprocessor bulkReprocessor;
  private final ManualActions manualActions;
  private final BulkLoss bulkLoss;
  private final PageConfigs pages;
  private final Clock clock;

  LeadLogOperations(
      LeadLogs logs,
      LeadLogList list,
      LeadReprocessor leadReprocessor,
      BulkReprocessor bulkReprocessor,
      ManualActions manualActions,
      BulkLoss bulkLoss,
      PageConfigs pages,
      Clock clock) {
    this.pages = pages;
    this.logs = logs;
    this.list = list;
    this.leadReprocessor = leadReprocessor;
    this.bulkReprocessor = bulkReprocessor;
    this.manualActions = manualActions;
    this.bulkLoss = bulkLoss;
    this.clock = clock;
  }

  /** Lists logs, newest first. An empty page with a {@code next} means that there may be more. */
  public OperationResult list(StrictReader input) {
    input.knowing(LIST_PARAMETERS);
    LeadLogFilter filter = LeadLogFilter.read(input, clock.instant());
    int limit = input.number("limit", 1, HIGHEST_LIMIT).orElse(USUAL_LIMIT);
    ListCursor cursor =
        input.value("cursor", "the next of an earlier response", ListCursor::ofCursor).orElse(null);
    return OperationResult.ifValid(
        input, () -> OperationResult.of(200, page(list.list(filter, limit, cursor))));
  }

  /** Returns one complete log, including the answers. */
  public OperationResult get(String leadgenId, String by) {
    Optional<LeadLog> found = LeadgenId.of(leadgenId).flatMap(logs::find);
    found.ifPresent(log -> AccessLog.log("lead", log.leadgenId(), by));
    return found
        .map(log -> OperationResult.of(200, LeadLogJson.whole(log)))
        .orElseGet(() -> unknown(leadgenId));
  }

  /** <i>Process Lead Again</i>: {@code {"refetch"?,"destinations"?}}. */
  public OperationResult process(String leadgenId, StrictReader input, String by) {
    ReprocessOptions how = how(input.knowing("refetch", "destinations"));
    return OperationResult.ifValid(input, () -> processAgain(leadgenId, how, by));
  }

  /**
   * The names in {@code destinations} must be names of any page; whether they belong to the lead's
   * form is checked per lead.
   */
  private ReprocessOptions how(StrictReader input) {
    boolean refetch = input.flag("refetch", false);
    List<String> names = input.has("destinations") ? Input.destinations(input) : List.of();
    if (!names.isEmpty()) {
      Set<String> known = new TreeSet<>();
      pages.all().forEach(page -> known.addAll(page.config().destinationNames()));
      for (int i = 0; i < names.size(); i++) {
        if (!known.contains(names.get(i))) {
          String hint = SpellingSuggestion.hint(names.get(i), known);
          input.mistake(
              "destinations[" + i + "]",
              "\"" + names.get(i) + "\" is not a destination of any page; " + hint);
        }
      }
    }
    return new ReprocessOptions(refetch, names.stream().distinct().toList());
  }

  private OperationResult processAgain(String leadgenId, ReprocessOptions how, String by) {
    ReprocessResult reprocessed =
        LeadgenId.of(leadgenId)
            .map(id -> leadReprocessor.process(id, by, how))
            .orElseGet(ReprocessResult.Unknown::new);
    if (reprocessed instanceof ReprocessResult.Refused refused) {
      return OperationResult.problem(409, "Conflict", leadgenId + ": " + refused.why());
    }
    return reprocessed instanceof ReprocessResult.Accepted
        ? OperationResult.of(202, Json.object().put("accepted", 1))
        : unknown(leadgenId);
  }

  /** <i>Process Leads</i>: {@code {"leadgenIds" or "filter","dryRun","refetch","destinations"}}. */
  public OperationResult process(StrictReader input, String by) {
    input.knowing("leadgenIds", "filter", "dryRun", "refetch", "destinations");
    return many(ReprocessAction.PROCESS, input, by);
  }

  /**
   * <i>Retry</i>: {@code {"leadgenIds" or "filter","dryRun"}}; every destination that waits is
   * retried.
   */
  public OperationResult retry(StrictReader input, String by) {
    input.knowing("leadgenIds", "filter", "dryRun", "refetch");
    return many(ReprocessAction.RETRY, input, by);
  }

  private OperationResult many(ReprocessAction kind, StrictReader input, String by) {
    Optional<Selection> selection = Input.selection(input, clock.instant());
    boolean dryRun = input.flag("dryRun", false);
    ReprocessOptions how =
        kind == ReprocessAction.RETRY
            ? ReprocessOptions.toAll(input.flag("refetch", false))
            : how(input);
    return BulkResponses.of(
        input,
        selection,
        dryRun,
        leads -> bulkReprocessor.count(kind, leads, how, BulkResponses.TIME_TO_COUNT),
        leads -> bulkReprocessor.begin(kind, leads, how, by));
  }

  /**
   * Marks a lead as Processed: {@code {"leadDocReference":{"type","id","url"?},"note"?}}, the
   * record that a person created.
   */
  public OperationResult markProcessed(String leadgenId, StrictReader input, String by) {
    input.knowing("leadDocReference", "note");
    LeadDocReference reference = Input.reference(input);
    String note = Input.note(input);
    return change(leadgenId, input, id -> manualActions.markProcessed(id, reference, by, note));
  }

  /** Marks a lead as Loss: {@code {"note"}}. */
  public OperationResult markLoss(String leadgenId, StrictReader input, String by) {
    String note = Input.requiredNote(input.knowing("note"));
    return change(leadgenId, input, id -> manualActions.markLoss(id, by, note));
  }

  /**
   * Marks many leads as Loss: {@code {"leadgenIds" or "filter","dryRun","note"}}. A dry run needs
   * no note.
   */
  public OperationResult markLoss(StrictReader input, String by) {
    input.knowing("leadgenIds", "filter", "dryRun", "note");
    Optional<Selection> selection = Input.selection(input, clock.instant());
    boolean dryRun = input.flag("dryRun", false);
    String note = dryRun ? Input.note(input) : Input.requiredNote(input);
    return BulkResponses.of(
        input,
        selection,
        dryRun,
        leads -> bulkLoss.count(leads, BulkResponses.TIME_TO_COUNT),
        leads -> bulkLoss.begin(leads, by, note));
  }

  /** Stores a corrected payload in the format of the Graph API, which mapping uses from then on. */
  public OperationResult correct(String leadgenId, StrictReader payload, String by) {
    Input.checkPayload(payload);
    return change(
        leadgenId, payload, id -> manualActions.correct(id, Json.text(payload.json()), by));
  }

  /** Erases the personal data of a lead; the response names the copies elsewhere. */
  public OperationResult erase(String leadgenId, String by) {
    return change(leadgenId, id -> manualActions.erase(id, by), ErasureReport::of);
  }

  private OperationResult change(
      String leadgenId, StrictReader input, Function<LeadgenId, ManualResult> change) {
    return OperationResult.ifValid(input, () -> change(leadgenId, change, LeadLogJson::whole));
  }

  private static OperationResult change(
      String leadgenId,
      Function<LeadgenId, ManualResult> change,
      Function<LeadLog, ObjectNode> json) {
    ManualResult done = LeadgenId.of(leadgenId).map(change).orElseGet(ManualResult.Unknown::new);
    if (done instanceof ManualResult.Changed changed) {
      return OperationResult.of(200, json.apply(changed.log()));
    }
    return done instanceof ManualResult.Refused refused
        ? OperationResult.problem(409, "Conflict", leadgenId + ": " + refused.why())
        : unknown(leadgenId);
  }

  private static ObjectNode page(LeadLogPage page) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    for (LeadLog log : page.items()) {
      items.add(LeadLogJson.row(log));
    }
    return json.put("next", page.next() == null ? null : page.next().cursor());
  }

  private static OperationResult unknown(String leadgenId) {
    return OperationResult.problem(
        404,
        "Not found",
        "leadgenId \"" + leadgenId + "\" is not in the log; check the id in the list of leads");
  }
}
