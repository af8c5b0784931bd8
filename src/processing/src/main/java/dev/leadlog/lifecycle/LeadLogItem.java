package dev.leadlog.lifecycle;

import static dev.leadlog.dynamodb.Attributes.flag;
import static dev.leadlog.dynamodb.Attributes.number;
import static dev.leadlog.dynamodb.Attributes.put;
import static dev.leadlog.dynamodb.Attributes.s;
import static dev.leadlog.dynamodb.Attributes.text;
import static dev.leadlog.dynamodb.Attributes.time;

import dev.leadlog.dynamodb.Attributes;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadIds;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.LogKeys;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import dev.leadlog.mapping.Problem;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads a lead log from an item of table {@code LeadLogs}, or from the attributes that an index
 * has.
 */
public final class LeadLogItem {

  public static LeadLog read(Map<String, AttributeValue> item) {
    return new LeadLog(metadata(item), processing(item), data(item));
  }

  private static LeadMetadata metadata(Map<String, AttributeValue> item) {
    return new LeadMetadata(
        new LeadIds(
            new LeadgenId(text(item, "leadgenId")),
            PageId.of(text(item, "pageId")).orElse(null),
            FormId.of(text(item, "formId")).orElse(null),
            text(item, "adId")),
        time(item, "createdTime"),
        time(item, "receivedTime"),
        Source.of(text(item, "source")).orElseThrow(),
        text(item, "platform"),
        flag(item, "organic"),
        isSet(item, "test"),
        time(item, "erasedAt"));
  }

  private static ProcessingState processing(Map<String, AttributeValue> item) {
    return new ProcessingState(
        Status.of(text(item, "status")).orElseThrow(),
        reason(item),
        text(item, "configReference"),
        text(item, "leadForm"),
        new ProcessingState.Delivered(
            reference(item.get("leadDocReference")), DeliveryEntries.read(item)),
        new RetryState(
            number(item, "attempts"),
            time(item, "retryAt"),
            time(item, "retryUntil"),
            time(item, LogKeys.DUE_AT)),
        lease(time(item, LeadLogs.LEASED_UNTIL), text(item, LeadLogs.CLAIM_ID)),
        new ProcessingState.Request(
            isSet(item, "manual"),
            isSet(item, "refetch"),
            text(item, "job"),
            texts(item, LeadLogs.ONLY_TO)));
  }

  private static ProcessingState.Lease lease(Instant until, String claimId) {
    return until == null ? null : new ProcessingState.Lease(claimId, until);
  }

  private static LeadData data(Map<String, AttributeValue> item) {
    return new LeadData(
        text(item, "errorMessage"),
        list(item, "problems", LeadLogItem::problem),
        text(item, "rawPayload"),
        text(item, "leadPayload"),
        text(item, "correctedPayload"),
        text(item, "unexpectedAnswer"),
        number(item, "announcements"),
        list(item, "history", LeadLogItem::entry));
  }

  private static List<String> texts(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? List.of() : value.l().stream().map(AttributeValue::s).toList();
  }

  private static boolean isSet(Map<String, AttributeValue> item, String name) {
    return Boolean.TRUE.equals(flag(item, name));
  }

  static AttributeValue history(List<HistoryEntry> entries) {
    return AttributeValue.fromL(
        entries.stream().map(entry -> AttributeValue.fromM(entry(entry))).toList());
  }

  static AttributeValue problems(List<Problem> problems) {
    return AttributeValue.fromL(
        problems.stream().map(problem -> AttributeValue.fromM(problem(problem))).toList());
  }

  private static Map<String, AttributeValue> problem(Problem problem) {
    Map<String, AttributeValue> map = new HashMap<>();
    map.put("field", s(problem.field()));
    map.put("rule", s(problem.rule()));
    map.put("reason", s(problem.reason().name()));
    put(map, "expected", problem.expected(), Attributes::s);
    put(map, "shape", problem.shape(), Attributes::s);
    return map;
  }

  static AttributeValue reference(LeadDocReference reference) {
    Map<String, AttributeValue> map = new HashMap<>();
    map.put("type", s(reference.type()));
    map.put("id", s(reference.id()));
    put(map, "url", reference.url(), Attributes::s);
    return AttributeValue.fromM(map);
  }

  private static Map<String, AttributeValue> entry(HistoryEntry entry) {
    Map<String, AttributeValue> map = new HashMap<>();
    map.put("at", time(entry.at()));
    put(map, "from", entry.from(), status -> s(status.text()));
    map.put("to", s(entry.to().text()));
    map.put("by", s(entry.by()));
    put(map, "reason", entry.reason(), reason -> s(reason.name()));
    put(map, "note", entry.note(), Attributes::s);
    return map;
  }

  private static HistoryEntry entry(Map<String, AttributeValue> map) {
    return new HistoryEntry(
        time(map, "at"),
        Status.of(text(map, "from")).orElse(null),
        Status.of(text(map, "to")).orElseThrow(),
        text(map, "by"),
        reason(map),
        text(map, "note"));
  }

  static Problem problem(Map<String, AttributeValue> map) {
    return new Problem(
        text(map, "field"),
        text(map, "rule"),
        reason(map),
        text(map, "expected"),
        text(map, "shape"));
  }

  static LeadDocReference reference(AttributeValue value) {
    return value == null
        ? null
        : new LeadDocReference(
            text(value.m(), "type"), text(value.m(), "id"), text(value.m(), "url"));
  }

  private static Reason reason(Map<String, AttributeValue> map) {
    return Reason.of(text(map, "reason")).orElse(null);
  }

  static <T> List<T> list(
      Map<String, AttributeValue> item,
      String name,
      Function<Map<String, AttributeValue>, T> read) {
    AttributeValue value = item.get(name);
    return value == null ? List.of() : value.l().stream().map(v -> read.apply(v.m())).toList();
  }

  private LeadLogItem() {}
}
