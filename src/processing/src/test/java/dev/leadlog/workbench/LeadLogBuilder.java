package dev.leadlog.workbench;

import dev.leadlog.lifecycle.DeliveryEntry;
import dev.leadlog.lifecycle.LeadData;
import dev.leadlog.lifecycle.LeadDocReference;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadMetadata;
import dev.leadlog.lifecycle.ProcessingState;
import dev.leadlog.lifecycle.RetryState;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadIds;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import java.time.Instant;
import java.util.List;

/** Builds a lead log for tests without a store: by default a claimed one of a webhook. */
public final class LeadLogBuilder {

  public static final PageId PAGE = new PageId("1635959142565683");
  public static final FormId FORM = new FormId("527829666666421");
  public static final Instant RECEIVED = Instant.parse("2026-02-28T08:49:17Z");

  private String leadgenId = "100200300400500600";
  private PageId pageId = PAGE;
  private FormId formId = FORM;
  private String adId = "23851234567890101";
  private Instant createdTime = Instant.parse("2026-02-28T08:49:14Z");
  private boolean test;
  private Reason reason;
  private String leadPayload;
  private String correctedPayload;
  private LeadDocReference document;
  private Instant erasedAt;
  private Source source = Source.WEBHOOK;
  private List<DeliveryEntry> deliveries = List.of();
  private List<String> destinations = List.of();
  private String job;

  public static LeadLogBuilder of(String leadgenId) {
    LeadLogBuilder builder = new LeadLogBuilder();
    builder.leadgenId = leadgenId;
    return builder;
  }

  public static LeadLogBuilder pending() {
    return new LeadLogBuilder();
  }

  public LeadLogBuilder page(PageId page) {
    pageId = page;
    return this;
  }

  public LeadLogBuilder form(FormId form) {
    formId = form;
    return this;
  }

  public LeadLogBuilder ad(String ad) {
    adId = ad;
    return this;
  }

  public LeadLogBuilder test() {
    test = true;
    return this;
  }

  public LeadLogBuilder reason(Reason why) {
    reason = why;
    return this;
  }

  public LeadLogBuilder payload(String json) {
    leadPayload = json;
    return this;
  }

  public LeadLogBuilder corrected(String json) {
    correctedPayload = json;
    return this;
  }

  public LeadLogBuilder document(LeadDocReference made) {
    document = made;
    return this;
  }

  public LeadLogBuilder erased() {
    erasedAt = RECEIVED.plusSeconds(60);
    return this;
  }

  public LeadLogBuilder source(Source from) {
    source = from;
    return this;
  }

  public LeadLogBuilder created(Instant time) {
    createdTime = time;
    return this;
  }

  public LeadLogBuilder deliveries(List<DeliveryEntry> entries) {
    deliveries = entries;
    return this;
  }

  public LeadLogBuilder onlyTo(List<String> names) {
    destinations = names;
    return this;
  }

  public LeadLogBuilder putBackBy(String aJob) {
    job = aJob;
    return this;
  }

  public LeadLog log() {
    return new LeadLog(
        new LeadMetadata(
            new LeadIds(new LeadgenId(leadgenId), pageId, formId, adId),
            createdTime,
            RECEIVED,
            source,
            "Facebook",
            false,
            test,
            erasedAt),
        new ProcessingState(
            Status.PENDING,
            reason,
            null,
            null,
            new ProcessingState.Delivered(document, deliveries),
            new RetryState(1, RECEIVED, null, RECEIVED),
            new ProcessingState.Lease("claim", RECEIVED.plusSeconds(150)),
            new ProcessingState.Request(false, false, job, destinations)),
        new LeadData(null, List.of(), null, leadPayload, correctedPayload, null, 1, List.of()));
  }
}
