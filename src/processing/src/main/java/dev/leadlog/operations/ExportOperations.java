package dev.leadlog.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.exporting.Exported;
import dev.leadlog.exporting.Exporting;
import dev.leadlog.listing.LeadLogFilter;
import dev.leadlog.listing.LeadLogFilters;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How lead logs are taken out as CSV files. */
@Singleton
public class ExportOperations {

  /** Less than API Gateway waits. */
  private static final Duration TIME_TO_READ = Duration.ofSeconds(20);

  private final Exporting exporting;
  private final Clock clock;

  ExportOperations(Exporting exporting, Clock clock) {
    this.exporting = exporting;
    this.clock = clock;
  }

  /**
   * A file in the answer: {@code {"file","rows","csv"}}, its name first; 413 where it would be too
   * large.
   *
   * @param given the filter of a list, texts by name
   */
  public Answer now(Map<String, String> given) {
    ObjectNode filter = Json.object();
    given.forEach(filter::put);
    List<String> mistakes = new ArrayList<>();
    Map<String, String> texts = Input.texts(filter, mistakes);
    return now(LeadLogFilters.read(texts, clock.instant(), mistakes), mistakes);
  }

  /** The same for {@code {"filter"?}}. */
  public Answer now(JsonNode body) {
    Input input = new Input(body);
    input.only("filter");
    return now(input.filterOrAll(clock.instant()), input.mistakes());
  }

  private Answer now(LeadLogFilter filter, List<String> mistakes) {
    if (!mistakes.isEmpty()) {
      return Answer.problem(400, "The filter is wrong", mistakes);
    }
    Exported exported = exporting.now(filter, TIME_TO_READ);
    return exported instanceof Exported.Text text
        ? Answer.of(200, json(text))
        : tooMuch((Exported.TooMuch) exported);
  }

  private static ObjectNode json(Exported.Text text) {
    return Json.object()
        .put("file", text.fileName())
        .put("rows", text.rows())
        .put("csv", text.csv());
  }

  private static Answer tooMuch(Exported.TooMuch tooMuch) {
    return Answer.problem(
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
  public Answer begin(JsonNode body, String by) {
    Input input = new Input(body);
    input.only("filter");
    LeadLogFilter filter = input.filterOrAll(clock.instant());
    return input.mistakes().isEmpty()
        ? Answer.of(202, Json.object().put("job", exporting.begin(filter, by).id()))
        : Answer.problem(400, "The request is wrong", input.mistakes());
  }
}
