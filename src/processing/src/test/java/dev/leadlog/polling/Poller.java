package dev.leadlog.polling;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.simulatedmeta.MetaRequest;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Pages;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Runs the poller function as the schedule does, and reads what it has stored. */
@Singleton
class Poller {

  private static final Duration TIMEOUT = Duration.ofSeconds(120);

  private final LeadPoller leadPoller;
  private final LeadLogs logs;
  private final Leads leads;
  private final Pages pages;
  private final MovableClock clock;

  Poller(LeadPoller leadPoller, LeadLogs logs, Leads leads, Pages pages, MovableClock clock) {
    this.leadPoller = leadPoller;
    this.logs = logs;
    this.leads = leads;
    this.pages = pages;
    this.clock = clock;
  }

  /** Also deletes all page configurations. */
  void reset() {
    leads.reset();
    pages.forgetAll();
  }

  /** Creates a form at Meta and configures its page with a mapping for it. */
  FormId mapped(PageId page) {
    FormId form = Meta.form(page);
    pages.configure(page, document(page, form));
    return form;
  }

  /** A document that also maps the form of the webhooks. */
  static ObjectNode document(PageId page, FormId form) {
    ObjectNode document = Pages.document(page);
    ArrayNode forms = (ArrayNode) document.path("forms");
    forms.add(((ObjectNode) forms.get(0).deepCopy()).put("formId", form.text()));
    return document;
  }

  /** Submits a form and sends the webhook. */
  LeadgenId announced(PageId page, FormId form, String fault, int times) {
    LeadgenId lead = Meta.lead(page, form, fault, times);
    leads.announce(lead, page);
    return lead;
  }

  PollResult run() {
    return run(TIMEOUT);
  }

  PollResult run(Duration remaining) {
    return leadPoller.run(clock.instant().plus(remaining));
  }

  PollResult backfill(PageId page, Instant since) {
    return leadPoller.run(page, "since " + since, since, clock.instant().plus(TIMEOUT));
  }

  /** A time in whole seconds, as Meta dates leads. */
  Instant ago(Duration time) {
    return clock.instant().minus(time).truncatedTo(ChronoUnit.SECONDS);
  }

  boolean isLogged(LeadgenId lead) {
    return logs.find(lead).isPresent();
  }

  LeadLog log(LeadgenId lead) {
    return logs.find(lead).orElseThrow();
  }

  /** Processes the messages of the backlog queue. */
  void work() {
    leads.process(enqueued().stream().map(LeadgenId::new).toArray(LeadgenId[]::new));
  }

  /** Takes the leads from the backlog queue. */
  static List<String> enqueued() {
    return Aws.drain("BacklogQueue").stream()
        .map(message -> Json.read(message.body()).orElseThrow().path("leadgenId").asText())
        .toList();
  }

  static Instant watermark(FormId form) {
    AttributeValue watermark = checkpoint(form).get("watermark");
    return watermark == null ? null : Instant.parse(watermark.s());
  }

  static Map<String, AttributeValue> checkpoint(FormId form) {
    return kept("form#" + form, "watermark");
  }

  static Map<String, AttributeValue> kept(String pk, String sk) {
    return Aws.direct()
        .getItem(
            r ->
                r.tableName("Bookkeeping")
                    .key(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk)))
                    .consistentRead(true))
        .item();
  }

  /** The calls for the leads of a form. */
  static List<MetaRequest> calls(FormId form) {
    return Meta.calls().stream()
        .filter(call -> call.path().endsWith("/" + form + "/leads"))
        .toList();
  }
}
