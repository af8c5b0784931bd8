package dev.leadlog.log;

import static dev.leadlog.dynamodb.Attributes.b;
import static dev.leadlog.dynamodb.Attributes.n;
import static dev.leadlog.dynamodb.Attributes.put;
import static dev.leadlog.dynamodb.Attributes.s;
import static dev.leadlog.dynamodb.Attributes.time;

import dev.leadlog.dynamodb.Attributes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Converts a new lead to an item of table {@code LeadLogs}. */
final class NewLeadItem {

  static Map<String, AttributeValue> of(NewLead lead) {
    Map<String, AttributeValue> item = new HashMap<>(LogKeys.ofNew(lead));
    item.put("leadgenId", s(lead.leadgenId().text()));
    put(item, "pageId", lead.pageId(), id -> s(id.text()));
    put(item, "adId", lead.adId(), Attributes::s);
    put(item, "formId", lead.formId(), id -> s(id.text()));
    put(item, "createdTime", lead.createdTime(), Attributes::time);
    item.put("receivedTime", time(lead.receivedTime()));
    put(item, "loggedAt", loggedAt(lead), Attributes::time);
    item.put("source", s(lead.source().text()));
    item.put("test", b(false));
    item.put("status", s(lead.status().text()));
    put(item, "rawPayload", lead.raw(), Attributes::s);
    item.put("attempts", n(0));
    item.put("announcements", n(lead.source() == Source.WEBHOOK ? 1 : 0));
    if (lead.read() != null) {
      read(item, lead.read());
    }
    item.put("history", AttributeValue.fromL(List.of(AttributeValue.fromM(firstEntry(lead)))));
    if (lead.malformed() == null) {
      pending(item, lead);
    } else {
      malformed(item, lead.malformed());
    }
    return item;
  }

  /** Null if it is logged at the time of receipt. */
  private static Instant loggedAt(NewLead lead) {
    return lead.later() == null ? lead.arrival().loggedAt() : lead.later().at();
  }

  private static Map<String, AttributeValue> firstEntry(NewLead lead) {
    Map<String, AttributeValue> entry = new HashMap<>();
    entry.put("at", time(lead.later() == null ? lead.receivedTime() : lead.later().at()));
    entry.put("to", s(lead.status().text()));
    entry.put("by", s(lead.later() == null ? lead.source().text() : lead.later().by()));
    put(entry, "reason", lead.malformed(), malformed -> s(malformed.reason().name()));
    return entry;
  }

  /** Does not replace ids and times that the notification had. */
  private static void read(Map<String, AttributeValue> item, FetchedLead read) {
    item.put("leadPayload", s(read.payload()));
    put(item, "platform", read.platform(), Attributes::s);
    put(item, "organic", read.isOrganic(Attributes.text(item, "adId")), Attributes::b);
    item.put("test", b(read.test()));
    if (read.adId() != null) {
      item.putIfAbsent("adId", s(read.adId()));
    }
    if (read.formId() != null) {
      item.putIfAbsent("formId", s(read.formId().text()));
    }
    if (read.createdTime() != null) {
      item.putIfAbsent("createdTime", time(read.createdTime()));
    }
    put(item, "leadForm", read.formName(), Attributes::s);
  }

  private static void pending(Map<String, AttributeValue> item, NewLead lead) {
    Instant due = lead.later() == null ? lead.receivedTime() : lead.later().at();
    Duration resendAfter =
        lead.later() == null ? LogKeys.RESEND_MESSAGE_AFTER : LogKeys.RESEND_BACKLOG_AFTER;
    item.put("retryAt", time(due));
    item.put(LogKeys.DUE_SHARD, LogKeys.pendingShard(lead.leadgenId()));
    item.put(LogKeys.DUE_AT, time(due.plus(resendAfter)));
    if (lead.later() != null) {
      item.put("retryUntil", time(lead.later().retryUntil()));
    }
  }

  private static void malformed(Map<String, AttributeValue> item, NewLead.Malformed malformed) {
    item.put("reason", s(malformed.reason().name()));
    item.put("remedy", s(malformed.reason().remedy()));
    put(item, "errorMessage", malformed.words(), Attributes::s);
  }

  private NewLeadItem() {}
}
