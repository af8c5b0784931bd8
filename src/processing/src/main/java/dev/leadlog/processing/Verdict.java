package dev.leadlog.processing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.graph.Reading.Again;
import dev.leadlog.log.LeadDocReference;
import dev.leadlog.log.Problem;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import java.util.List;
import java.util.Map;

/** What the rules make of a lead. */
sealed interface Verdict {

  /**
   * It stands at a final status.
   *
   * @param reason null when it was processed without a remark
   * @param words what happened; null where the reason says it all
   */
  record Final(
      Status status,
      Reason reason,
      String words,
      List<Problem> problems,
      LeadDocReference reference)
      implements Verdict {

    static Final of(Status status, Reason reason, String words) {
      return new Final(status, reason, words, List.of(), null);
    }
  }

  /** It stays Pending, and is due again later. */
  record Wait(Reason reason, Again again, String words) implements Verdict {}

  /**
   * It is to be delivered, and judged again by what comes of that.
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
