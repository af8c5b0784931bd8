package dev.leadlog.tempintake;
import dev.leadlog.intake.*;
import dev.leadlog.lifecycle.*;

import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.ReadLead;
import dev.leadlog.log.Status;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Records leads that were found: the log is what counts, and a message that cannot be sent is the
 * sweep's.
 */
public final class FoundLeads {

  /** What became of one of them. */
  private enum Fate {
    ADDED,
    PAYLOAD_KEPT,
    KNOWN
  }

  private static final Logger LOG = Logger.getLogger(FoundLeads.class);

  private static final int AT_ONCE = 8;

  /** A log that changes more often than this under our eyes is in a worker's hands. */
  private static final int LOOKS = 3;

  private final LeadLogs logs; private final dev.leadlog.log.LeadInsert insert;
  private final LeadQueue queue;
  private final BoundedExecutor executor;

  public FoundLeads(LeadLogs logs, dev.leadlog.log.LeadInsert insert, LeadQueue queue, BoundedExecutor executor) {
    this.executor = executor;
this.logs = logs; this.insert=insert;
    this.queue = queue;
  }

  public Recorded record(List<NewLead> found) {
    List<Fate> fates = executor.each(found, AT_ONCE, this::record);
    List<LeadMessage> messages =
        IntStream.range(0, found.size())
            .filter(i -> fates.get(i) == Fate.ADDED)
            .mapToObj(i -> LeadMessage.of(found.get(i).leadgenId()))
            .toList();
    executor.each(LeadQueue.calls(messages), AT_ONCE, this::send);
    long payloads = fates.stream().filter(fate -> fate == Fate.PAYLOAD_KEPT).count();
    return new Recorded(messages.size(), Math.toIntExact(payloads));
  }

  private Fate record(NewLead found) {
    LeadgenId id = found.leadgenId();
    for (int look = 0; look < LOOKS; look++) {
      Optional<LeadLog> known = logs.find(id);
      if (known.isEmpty()) {
        if (insert.insert(found)) {
          return Fate.ADDED;
        }
      } else if (found.read() == null || isComplete(known.get())) {
        return Fate.KNOWN;
      } else if (keepPayload(known.get(), found.read())) {
        return Fate.PAYLOAD_KEPT;
      }
    }
    return Fate.KNOWN;
  }

  private static boolean isComplete(LeadLog log) {
    return log.leadPayload() != null || log.isErased();
  }

  private boolean keepPayload(LeadLog seen, ReadLead read) {
    return seen.status() == Status.PENDING
        ? logs.keepPayload(seen, read)
        : logs.keepPayload(seen, read);
  }

  private boolean send(List<LeadMessage> call) {
    try {
      return queue.sendToBacklog(call).size() == call.size();
    } catch (SdkException e) {
      LOG.infof("the sweep will send %d leads: %s", call.size(), e.getClass().getSimpleName());
      return false;
    }
  }
}
