package dev.leadlog.graph;

import dev.leadlog.log.ReadLead;
import dev.leadlog.log.Reason;
import java.time.Instant;

/** What came of reading a lead. */
public sealed interface Reading {

  /** Meta gave it. */
  record Found(ReadLead lead) implements Reading {}

  /**
   * Meta did not give it.
   *
   * @param again whether and when it is worth asking again
   * @param words Meta's message with its codes, or what happened instead of an answer; without
   *     personal data
   * @param body what Meta answered when that was neither a lead nor an error; else null
   */
  record NotRead(Reason reason, Again again, String words, String body) implements Reading {

    /** The body may hold personal data. */
    @Override
    public String toString() {
      return "NotRead[" + reason + ", " + again + "]";
    }
  }

  /** Whether and when it is worth asking again. */
  sealed interface Again {

    /** Not before someone has mended it. */
    record Never() implements Again {}

    /** As usual, waiting longer each time. */
    record Soon() implements Again {}

    /** With fewer entries of a list; else as usual. */
    record WithLess() implements Again {}

    /** With long waits: it rarely mends itself. */
    record Slowly() implements Again {}

    /** Once, and then never. */
    record Once() implements Again {}

    /** Not before this time, which is nobody's failure: the attempt does not count. */
    record At(Instant time) implements Again {}

    /** Much later. */
    record Late() implements Again {}
  }
}
