package dev.leadlog.operations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.document.StrictReader;
import dev.leadlog.exporting.ExportResult;
import dev.leadlog.exporting.LeadExporter;
import dev.leadlog.listing.LeadLogFilter;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** How lead logs are taken out as CSV files. */
@Singleton
public class ExportOperations {

  /** Less than API Gateway waits. */
  private static final Duration TIME_TO_READ = Duration.ofSeconds(20);

  private final LeadExporter leadExporter;
  private final Clock clock;

  ExportOperations(LeadExporter leadExporter, Clock clock) {
    this.leadExporter = leadExporter;
    this.clock = clock;
  }

  /**
   * A file in the answer: {@code {"file","rows","csv"}}, its name first; 413 where it would be too
   * large.
   *
   * @param given the fields of a filter
   */
  public OperationResult now(StrictReader given, String by) {
    given.knowing(LeadLogFilter.NAMES);
    LeadLogFilter filter = LeadLogFilter.read(given, clock.instant());
    return OperationResult.ifValid(given, () -> now(filter, by));
  }

  /** The same for {@code {"filter"?}}. */
  OperationResult nowByFilter(StrictReader input, String by) {
    LeadLogFilter filter = filter(input);
    return OperationResult.ifValid(input, () -> now(filter, by));
  }

  private LeadLogFilter filter(StrictReader input) {
    return Input.filter(input.knowing("filter"), clock.instant());
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
        "The export is too large for one answer",
        tooMuch.why()
            + "; narrow the filter, or let it be written into the bucket: POST /api/exports with"
            + " {\"filter\":{…}}, or {\"action\":\"export\",\"filter\":{…}}");
  }

  /**
   * {@code {"filter"?}}: a file in the bucket, which the job's answer names once it is there;
   * without a filter, of the last 90 days.
   */
  public OperationResult begin(StrictReader input, String by) {
    LeadLogFilter filter = filter(input);
    return OperationResult.ifValid(
        input, () -> OperationResult.accepted(leadExporter.begin(filter, by)));
  }
}
