package dev.leadlog.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.byhand.ByHand;
import dev.leadlog.byhand.Done;
import dev.leadlog.document.KnownNames;
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
import dev.leadlog.page.PageConfigs;
import dev.leadlog.reprocessing.HowToProcess;
import dev.leadlog.reprocessing.ProcessingAgain;
import dev.leadlog.reprocessing.ProcessingMany;
import dev.leadlog.reprocessing.ProcessingMany.Kind;
import dev.leadlog.reprocessing.Reprocessed;
import dev.leadlog.reprocessing.Selection;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** What can be asked about lead logs. */
@Singleton
public class LeadLogOperations {

  /** Less than API Gateway waits. */
  private static final Duration TIME_TO_COUNT = Duration.ofSeconds(20);

  private static final int USUAL_LIMIT = 50;
  private static final int HIGHEST_LIMIT = 500;
  private static final List<String> LIST_PARAMETERS =
      Stream.concat(LeadLogFilter.NAMES.stream(), Stream.of("limit", "cursor")).toList();

  private final LeadLogs logs;
  private final LeadLogList list;
  private final ProcessingAgain processingAgain;
  private final ProcessingMany processingMany;
  private final ByHand byHand;
  private final PageConfigs pages;
  private final Clock clock;

  LeadLogOperations(
      LeadLogs logs,
      LeadLogList list,
      ProcessingAgain processingAgain,
      ProcessingMany processingMany,
      ByHand byHand,
      PageConfigs pages,
      Clock clock) {
    this.pages = pages;
    this.logs = logs;
    this.list = list;
    this.processingAgain = processingAgain;
    this.processingMany = processingMany;
    this.byHand = byHand;
    this.clock = clock;
  }

  /** Newest first. An empty page with a {@code next} says that there may be more. */
  public Answer list(StrictReader input) {
    input.knowing(LIST_PARAMETERS);
    LeadLogFilter filter = LeadLogFilter.read(input, clock.instant());
    int limit = input.number("limit", 1, HIGHEST_LIMIT).orElse(USUAL_LIMIT);
    ListCursor cursor =
        input.value("cursor", "the next of an earlier answer", ListCursor::ofCursor).orElse(null);
    return Answer.ifValid(input, () -> Answer.of(200, page(list.list(filter, limit, cursor))));
  }

  /** Everything about one lead, its answers too. */
  public Answer get(String leadgenId, String by) {
    Optional<LeadLog> found = LeadgenId.of(leadgenId).flatMap(logs::find);
    found.ifPresent(log -> Reads.log("lead", log.leadgenId(), by));
    return found
        .map(log -> Answer.of(200, LeadLogJson.whole(log)))
        .orElseGet(() -> unknown(leadgenId));
  }

  /** <i>Process Lead Again</i>: {@code {"refetch"?,"destinations"?}}. */
  public Answer process(String leadgenId, StrictReader input, String by) {
    HowToProcess how = how(input.knowing("refetch", "destinations"));
    return Answer.ifValid(input, () -> processAgain(leadgenId, how, by));
  }

  /**
   * The names in {@code destinations} must be those of a page; whether of the lead's is per lead.
   */
  private HowToProcess how(StrictReader input) {
    boolean refetch = input.flag("refetch", false);
    List<String> names = input.has("destinations") ? Input.destinations(input) : List.of();
    if (!names.isEmpty()) {
      Set<String> known = new TreeSet<>();
      pages.all().forEach(page -> known.addAll(page.config().destinationNames()));
      for (int i = 0; i < names.size(); i++) {
        if (!known.contains(names.get(i))) {
          String hint = KnownNames.hint(names.get(i), known);
          input.mistake(
              "destinations[" + i + "]",
              "\"" + names.get(i) + "\" is not a destination of any page; " + hint);
        }
      }
    }
    return new HowToProcess(refetch, names.stream().distinct().toList());
  }

  private Answer processAgain(String leadgenId, HowToProcess how, String by) {
    Reprocessed reprocessed =
        LeadgenId.of(leadgenId)
            .map(id -> processingAgain.process(id, by, how))
            .orElseGet(Reprocessed.Unknown::new);
    if (reprocessed instanceof Reprocessed.Refused refused) {
      return Answer.problem(
          409, "This lead cannot be processed again now", leadgenId + ": " + refused.why());
    }
    return reprocessed instanceof Reprocessed.Accepted
        ? Answer.of(202, Json.object().put("accepted", 1))
        : unknown(leadgenId);
  }

  /** <i>Process Leads</i>: {@code {"leadgenIds" or "filter","dryRun","refetch","destinations"}}. */
  public Answer process(StrictReader input, String by) {
    input.knowing("leadgenIds", "filter", "dryRun", "refetch", "destinations");
    return many(Kind.PROCESS, input, by);
  }

  /** <i>Retry</i>, in the same words but for the destinations: each that waits is tried. */
  public Answer retry(StrictReader input, String by) {
    input.knowing("leadgenIds", "filter", "dryRun", "refetch");
    return many(Kind.RETRY, input, by);
  }

  private Answer many(Kind kind, StrictReader input, String by) {
    Optional<Selection> selection = Input.selection(input, clock.instant());
    boolean dryRun = input.flag("dryRun", false);
    HowToProcess how =
        kind == Kind.RETRY ? HowToProcess.toAll(input.flag("refetch", false)) : how(input);
    if (input.hasMistakes() || selection.isEmpty()) {
      return Answer.invalid(input.mistakes());
    }
    return dryRun
        ? counted(processingMany.count(kind, selection.get(), how, TIME_TO_COUNT))
        : begun(processingMany.begin(kind, selection.get(), how, by));
  }

  private static Answer counted(ProcessingMany.Counted counted) {
    if (!counted.complete()) {
      return Answer.problem(
          422,
          "There are too many leads to count",
          "more than "
              + counted.matched()
              + " match; narrow the filter, or begin the job: it tells"
              + " its progress");
    }
    return Answer.of(
        200, Json.object().put("matched", counted.matched()).put("refused", counted.refused()));
  }

  private static Answer begun(ProcessingMany.Begun begun) {
    ObjectNode json = Json.object().put("job", begun.job().id());
    if (begun.accepted() != null) {
      json.put("accepted", begun.accepted());
      ArrayNode refused = json.putArray("refused");
      begun.refused().forEach(refusal -> refused.add(refusal.json()));
    }
    return Answer.of(202, json);
  }

  /** {@code {"leadDocReference":{"type","id","url"?},"note"?}}: the record was made by hand. */
  public Answer markProcessed(String leadgenId, StrictReader input, String by) {
    input.knowing("leadDocReference", "note");
    LeadDocReference reference = Input.reference(input);
    String note = Input.note(input);
    return change(leadgenId, input, id -> byHand.markProcessed(id, reference, by, note));
  }

  /** {@code {"note"}}: the lead is given up. */
  public Answer markLoss(String leadgenId, StrictReader input, String by) {
    String note = Input.requiredNote(input.knowing("note"));
    return change(leadgenId, input, id -> byHand.markLoss(id, by, note));
  }

  /** A lead in the Graph API's shape, which mapping prefers from then on. */
  public Answer correct(String leadgenId, StrictReader payload, String by) {
    Input.checkPayload(payload);
    return change(leadgenId, payload, id -> byHand.correct(id, Json.text(payload.json()), by));
  }

  /** Erases what tells of the person; the answer names the copies that are elsewhere. */
  public Answer erase(String leadgenId, String by) {
    return change(leadgenId, id -> byHand.erase(id, by), Remains::of);
  }

  private Answer change(String leadgenId, StrictReader input, Function<LeadgenId, Done> change) {
    return Answer.ifValid(input, () -> change(leadgenId, change, LeadLogJson::whole));
  }

  private static Answer change(
      String leadgenId, Function<LeadgenId, Done> change, Function<LeadLog, ObjectNode> json) {
    Done done = LeadgenId.of(leadgenId).map(change).orElseGet(Done.Unknown::new);
    if (done instanceof Done.Changed changed) {
      return Answer.of(200, json.apply(changed.log()));
    }
    return done instanceof Done.Refused refused
        ? Answer.problem(
            409, "This cannot be done to the lead now", leadgenId + ": " + refused.why())
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

  private static Answer unknown(String leadgenId) {
    return Answer.problem(
        404,
        "There is no such lead log",
        "leadgenId \""
            + leadgenId
            + "\" is not in the log; GET /api/lead-logs lists those that are");
  }
}
