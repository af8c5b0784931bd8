package dev.leadlog.operations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.document.StrictReader;
import dev.leadlog.exporting.ExportResult;
import dev.leadlog.exporting.LeadExporter;
import dev.leadlog.listing.LeadLogFilter;
import dev.leadlog.selection.Selection;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The operations that export lead logs as CSV files. */
@Singleton
public class ExportOperations {

  /** Less than the time-out of API Gateway. */
  private static final Duration TIME_TO_READ = Duration.ofSeconds(20);

  private final LeadExporter leadExporter;
  private final Clock clock;

  ExportOperations(LeadExporter leadExporter, Clock clock) {
    this.leadExporter = leadExporter;
    this.clock = clock;
  }

  /**
   * Returns the file in the response: {@code {"file","rows","csv"}}, where {@code file} is its
   * name; 413 if it would be too large.
   *
   * @param given the fields of a filter
   */
  public OperationResult now(StrictReader given, String by) {
    given.knowing(LeadLogFilter.NAMES);
    LeadLogFilter filter = LeadLogFilter.read(given, clock.instant());
    return OperationResult.ifValid(given, () -> now(filter, by));
  }

  /** Returns the file for the request {@code {"filter"?}}. */
  OperationResult exportNow(StrictReader input, String by) {
    LeadLogFilter filter = Input.filter(input.knowing("filter"), clock.instant());
    return OperationResult.ifValid(input, () -> now(filter, by));
  }

  private OperationResult now(LeadLogFilter filter, String by) {
    AccessLog.log("export of", filter.json(), by);
    ExportResult exported = leadExporter.now(filter, TIME_TO_READ);
    return exported instanceof ExportResult.Text text
        ? OperationResult.of(200, json(text))
        : tooMuch((ExportResult.TooManyRows) exported);
  }

  private static ObjectNode json(ExportResult.Text text) {
    return Json.object()
        .put("file", text.fileName())
        .put("rows", text.rows())
        .put("csv", text.csv());
  }

  private static OperationResult tooMuch(ExportResult.TooManyRows tooMuch) {
    return OperationResult.problem(
        413,
        "Payload too large",
        tooMuch.why()
            + "; narrow the filter, or start an export to the bucket: POST /api/exports"
            + " with {\"filter\":{…}}, or {\"action\":\"export\",\"filter\":{…}}");
  }

  /**
   * Starts a job for the request {@code {"leadgenIds"? or "filter"?,"dryRun"?}}, which writes a
   * file to the bucket; without ids and filter, it exports the last 90 days. The job's JSON names
   * the file once it exists. A dry run only counts the rows.
   */
  public OperationResult begin(StrictReader input, String by) {
    input.knowing("leadgenIds", "filter", "dryRun");
    Optional<Selection> selection = Input.selectionOrAll(input, clock.instant());
    boolean dryRun = input.flag("dryRun", false);
    return BulkResponses.of(
        input,
        selection,
        dryRun,
        leads -> leadExporter.count(leads, BulkResponses.TIME_TO_COUNT),
        leads -> leadExporter.begin(leads, by));
  }
}
