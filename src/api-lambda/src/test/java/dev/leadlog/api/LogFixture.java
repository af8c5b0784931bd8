package dev.leadlog.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.lifecycle.Claim;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.lifecycle.Outcome;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadIds;
import dev.leadlog.log.LeadInsert;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import dev.leadlog.testing.Aws;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Writes logs into the table through the classes of the product. */
@Singleton
class LogFixture {

  static final String FORM = "527829666666421";

  private final LeadLogs logs;
  private final LeadInsert insert;

  LogFixture(LeadLogs logs, LeadInsert insert) {
    this.insert = insert;
    this.logs = logs;
  }

  String pending(String pageId, Instant receivedTime) {
    return pending(pageId, FORM, receivedTime, Source.WEBHOOK);
  }

  String pending(String pageId, String formId, Instant receivedTime, Source source) {
    String id = Aws.newId();
    insert(id, pageId, formId, receivedTime, source, null);
    return id;
  }

  String malformed(String hex) {
    String id = "malformed-" + hex.repeat(64 / hex.length());
    insert(id, Aws.newId(), FORM, Instant.now(), Source.WEBHOOK, Reason.MALFORMED_CHANGE);
    return id;
  }

  private void insert(
      String id,
      String pageId,
      String formId,
      Instant receivedTime,
      Source source,
      Reason violation) {
    NewLead lead =
        NewLead.of(
                new LeadIds(new LeadgenId(id), new PageId(pageId), new FormId(formId), null),
                receivedTime,
                source)
            .created(receivedTime.minusSeconds(2))
            .announcedBy(
                "{\"id\":\"%s\",\"changes\":[{\"value\":{\"leadgen_id\":\"%s\"}}]}"
                    .formatted(pageId, id));
    insert.insert(violation == null ? lead : lead.malformed(violation, "no usable leadgen id"));
  }

  String ended(Status status, Reason reason) {
    String id = pending(Aws.newId(), Instant.now().minusSeconds(1));
    end(id, status, reason);
    return id;
  }

  /** Ends the log with the outcome of one processing attempt. */
  void end(String id, Status status, Reason reason) {
    Instant now = Instant.now();
    LeadLog claimed =
        ((Claim.Taken) logs.claim(new LeadgenId(id), now, Duration.ofSeconds(1))).log();
    boolean test = reason == Reason.META_DASHBOARD_TEST;
    Outcome end =
        new Outcome(
            Outcome.Result.of(status, reason, null),
            null,
            null,
            List.of(),
            Outcome.Due.read(null),
            test,
            null);
    assertThat(logs.conclude(claimed, end, "processor", now)).isTrue();
  }

  LeadLog log(String id) {
    return logs.find(new LeadgenId(id)).orElseThrow();
  }
}
