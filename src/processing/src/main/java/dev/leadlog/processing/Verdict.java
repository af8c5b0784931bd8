package dev.leadlog.processing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.graph.GraphFailure.Retry;
import dev.leadlog.lifecycle.LeadDocReference;
import dev.leadlog.lifecycle.Outcome.Result;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.mapping.Problem;
import dev.leadlog.page.NamedDestination;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The decision of the rules about a lead as a whole, or at one destination. */
sealed interface Verdict {

  /**
   * The processing attempt, or one delivery, has ended.
   *
   * @param retry whether and when a Pending lead is retried; null for a final status
   */
  record Ended(Result result, Retry retry) implements Verdict {

    static Ended of(Status status, Reason reason, String message) {
      return new Ended(Result.of(status, reason, message), null);
    }

    /**
     * @param toleratedProblems problems with which it was delivered nevertheless
     */
    static Ended processed(
        String message, List<Problem> toleratedProblems, LeadDocReference reference) {
      return new Ended(
          new Result(Status.PROCESSED, null, message, toleratedProblems, reference), null);
    }

    static Ended waiting(Reason reason, Retry retry, String message) {
      return new Ended(Result.of(Status.PENDING, reason, message), retry);
    }
  }

  /**
   * The lead must be delivered.
   *
   * @param toleratedProblems problems with which it is delivered nevertheless
   * @param test whether the lead is from Meta's testing tool
   */
  record Deliver(
      NamedDestination destination,
      Map<String, JsonNode> fields,
      List<Problem> toleratedProblems,
      boolean test)
      implements Verdict {

    /** Returns the verdict without the fields that have a problem. */
    Deliver without(List<Problem> problems) {
      Map<String, JsonNode> fewer = new LinkedHashMap<>(fields);
      problems.forEach(problem -> fewer.remove(problem.field()));
      List<Problem> all = Stream.concat(toleratedProblems.stream(), problems.stream()).toList();
      return new Deliver(destination, fewer, all, test);
    }

    /** The values are personal data. */
    @Override
    public String toString() {
      return "Deliver[" + destination + "]";
    }
  }
}
