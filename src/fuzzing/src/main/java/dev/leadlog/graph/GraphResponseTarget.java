package dev.leadlog.graph;

import static dev.leadlog.fuzzing.Target.require;

import dev.leadlog.fuzzing.Target;
import dev.leadlog.lifecycle.LeadData;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadMetadata;
import dev.leadlog.lifecycle.ProcessingState;
import dev.leadlog.lifecycle.RetryState;
import dev.leadlog.log.FetchedLead;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadIds;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import dev.leadlog.mapping.LeadPayload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Parses a response of the Graph API. The first byte of the input selects the status, the bytes up
 * to the first line feed are the usage header, and the rest is the body. The result must be the
 * requested lead, or a failure with a reason and a wait of at most a day.
 */
public final class GraphResponseTarget implements Target {

  private static final Instant NOW = Instant.parse("2026-02-28T08:49:14.120Z");
  private static final List<Integer> STATUSES = List.of(200, 400, 403, 429, 500, 503, 302);
  private static final LeadLog LOG = log("100200300400500600");

  @Override
  public String name() {
    return "graph-answer";
  }

  @Override
  public void read(byte[] input) {
    if (input.length == 0) {
      return;
    }
    int end = 1;
    while (end < input.length && input[end] != '\n') {
      end++;
    }
    int status = STATUSES.get(Math.floorMod(input[0], STATUSES.size()));
    String usage = new String(input, 1, end - 1, StandardCharsets.UTF_8);
    String body =
        new String(
            Arrays.copyOfRange(input, Math.min(end + 1, input.length), input.length),
            StandardCharsets.UTF_8);
    GraphResponse answer = GraphResponse.of(status, body, usage, usage);
    RateLimits.percent(answer);
    lead(LeadParser.read(answer, LOG));
    GraphFailure why = GraphErrors.classify(answer, NOW, Duration.ofMinutes(1));
    require(why.reason() != null && why.retry() != null, "a failure has a reason");
    if (why.retry() instanceof GraphFailure.Retry.At at) {
      require(!at.time().isAfter(NOW.plus(Duration.ofDays(1))), "no wait is longer than a day");
    }
  }

  private static void lead(GraphResult<FetchedLead> result) {
    if (result.isFound()) {
      require(
          result.found().payload().contains(LOG.leadgenId().text()),
          "the lead is the requested one");
      LeadPayload.of(result.found().payload());
    } else {
      require(result.failure().reason() != null, "a failure has a reason");
    }
  }

  private static LeadLog log(String id) {
    LeadIds ids =
        new LeadIds(
            new LeadgenId(id), new PageId("1635959142565683"), new FormId("527829666666421"), null);
    return new LeadLog(
        new LeadMetadata(ids, NOW, NOW, Source.WEBHOOK, null, null, false, null),
        new ProcessingState(
            Status.PENDING,
            null,
            null,
            null,
            ProcessingState.Delivered.NOTHING,
            new RetryState(1, NOW, null, NOW),
            null,
            new ProcessingState.Request(false, false, null, List.of())),
        new LeadData(null, List.of(), null, null, null, null, 1, List.of()));
  }
}
