package dev.leadlog.processing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.graph.NotRead.Again;
import dev.leadlog.lifecycle.LeadDocReference;
import dev.leadlog.lifecycle.Outcome.Result;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import java.util.List;
import java.util.Map;

/** What the rules make of a lead. */
sealed interface Verdict {

  /**
   * The processing attempt is over.
   *
   * @param again whether and when a Pending lead is tried again; null for a final status
   */
  record Ended(Result result, Again again) implements Verdict {

    static Ended of(Status status, Reason reason, String message) {
      return new Ended(Result.of(status, reason, message), null);
    }

    static Ended processed(Reason remark, String message, LeadDocReference reference) {
      return new Ended(new Result(Status.PROCESSED, remark, message, List.of(), reference), null);
    }

    static Ended waiting(Reason reason, Again again, String message) {
      return new Ended(Result.of(Status.PENDING, reason, message), again);
    }
  }

  /**
   * The lead is to be delivered.
   *
   * @param test a lead of Meta's testing tool
   */
  record Deliver(DestinationSetting destination, Map<String, JsonNode> fields, boolean test)
      implements Verdict {

    /** The values are personal data. */
    @Override
    public String toString() {
      return "Deliver[" + destination + "]";
    }
  }
}
