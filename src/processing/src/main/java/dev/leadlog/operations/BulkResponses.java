package dev.leadlog.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.document.StrictReader;
import dev.leadlog.selection.LeadJobs.MatchCount;
import dev.leadlog.selection.LeadJobs.StartedJob;
import dev.leadlog.selection.Selection;
import dev.leadlog.text.Json;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The responses of the operations on selected leads. */
final class BulkResponses {

  /** Less than the time-out of API Gateway. */
  static final Duration TIME_TO_COUNT = Duration.ofSeconds(20);

  /**
   * Counts the selected leads or starts the job, unless the input has mistakes.
   *
   * @param selection empty if the input has none
   */
  static OperationResult of(
      StrictReader input,
      Optional<Selection> selection,
      boolean dryRun,
      Function<Selection, MatchCount> count,
      Function<Selection, StartedJob> begin) {
    if (input.hasMistakes() || selection.isEmpty()) {
      return OperationResult.invalid(input.mistakes());
    }
    return dryRun ? counted(count.apply(selection.get())) : begun(begin.apply(selection.get()));
  }

  /**
   * Returns {@code {"matched","refused"}}, with {@code "complete":false} if there are more leads
   * than could be counted.
   */
  private static OperationResult counted(MatchCount counted) {
    ObjectNode json =
        Json.object().put("matched", counted.matched()).put("refused", counted.refused());
    return OperationResult.of(200, counted.complete() ? json : json.put("complete", false));
  }

  /** Returns {@code {"job"}}, for ids with {@code "accepted"} and {@code "refused"}. */
  private static OperationResult begun(StartedJob begun) {
    ObjectNode json = Json.object().put("job", begun.job().id());
    if (begun.accepted() != null) {
      json.put("accepted", begun.accepted());
      ArrayNode refused = json.putArray("refused");
      begun.refused().forEach(refusal -> refused.add(refusal.json()));
    }
    return OperationResult.of(202, json);
  }

  private BulkResponses() {}
}
