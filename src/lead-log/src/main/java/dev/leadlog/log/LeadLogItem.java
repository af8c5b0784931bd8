package dev.leadlog.log;

import static dev.leadlog.dynamodb.Attributes.b;
import static dev.leadlog.dynamodb.Attributes.flag;
import static dev.leadlog.dynamodb.Attributes.n;
import static dev.leadlog.dynamodb.Attributes.number;
import static dev.leadlog.dynamodb.Attributes.s;
import static dev.leadlog.dynamodb.Attributes.text;
import static dev.leadlog.dynamodb.Attributes.time;

import dev.leadlog.dynamodb.Attributes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A lead log as a DynamoDB item. */
final class LeadLogItem {

  /** How long a new log waits for its message before the sweep sends another. */
  static final Duration GRACE_OF_THE_MESSAGE = Duration.ofMinutes(3);

  /**
   * The same for what comes in bulk: its messages wait long behind each other on the backlog, and
   * must not be sent again to the queue of live leads meanwhile.
   */
  static final Duration GRACE_OF_THE_BACKLOG = Duration.ofHours(1);

  static Map<String, AttributeValue> ofNew(NewLead lead) {
    Map<String, AttributeValue> item = new HashMap<>(Keys.ofNew(lead));
    item.put("leadgenId", s(lead.leadgenId().text()));
    put(item, "pageId", lead.pageId(), id -> s(id.text()));
    put(item, "adId", lead.adId(), Attributes::s);
    put(item, "formId", lead.formId(), id -> s(id.text()));
    put(item, "createdTime", lead.createdTime(), Attributes::time);
    item.put("receivedTime", time(lead.receivedTime()));
    item.put("source", s(lead.source().text()));
    item.put("test", b(false));
    item.put("status", s(lead.status().text()));
    put(item, "rawPayload", lead.raw(), Attributes::s);
    item.put("attempts", n(0));
    item.put("claims", n(0));
    item.put("announcements", n(lead.source() == Source.WEBHOOK ? 1 : 0));
    if (lead.read() != null) {
      read(item, lead.read());
    }
    item.put("history", history(List.of(first(lead))));
    lead.whyNotPending().ifPresentOrElse(flaw -> flawed(item, lead), () -> pending(item, lead));
    return item;
  }

  private static HistoryEntry first(NewLead lead) {
    Instant at = lead.later() == null ? lead.receivedTime() : lead.later().at();
    String by = lead.later() == null ? lead.source().text() : lead.later().by();
    return new HistoryEntry(at, null, lead.status(), by, lead.flaw(), null);
  }

  /** What was said beside the payload stays. */
  private static void read(Map<String, AttributeValue> item, ReadLead read) {
    item.put("leadPayload", s(read.payload()));
    put(item, "platform", read.platform(), Attributes::s);
    item.put("organic", b(read.isOrganic(text(item, "adId"))));
    item.put("test", b(read.test()));
    putIfAbsent(item, "adId", read.adId(), Attributes::s);
    putIfAbsent(item, "formId", read.formId(), id -> s(id.text()));
    putIfAbsent(item, "createdTime", read.createdTime(), Attributes::time);
    put(item, "leadForm", read.formName(), Attributes::s);
  }

  private static void pending(Map<String, AttributeValue> item, NewLead lead) {
    Instant due = lead.later() == null ? lead.receivedTime() : lead.later().at();
    item.put("retryAt", time(due));
    item.put(Keys.DUE_SHARD, Keys.dueShard(lead.leadgenId()));
    if (lead.later() == null) {
      item.put(Keys.SWEEP_AT, time(due.plus(GRACE_OF_THE_MESSAGE)));
    } else {
      item.put(Keys.SWEEP_AT, time(due.plus(GRACE_OF_THE_BACKLOG)));
      item.put("retryUntil", time(lead.later().retryUntil()));
    }
  }

  private static void flawed(Map<String, AttributeValue> item, NewLead lead) {
    item.put("reason", s(lead.flaw().name()));
    item.put("remedy", s(lead.flaw().remedy()));
    put(item, "errorMessage", lead.flawInWords(), Attributes::s);
  }

  static LeadLog read(Map<String, AttributeValue> item) {
    return new LeadLog(
        new LeadgenId(text(item, "leadgenId")),
        PageId.of(text(item, "pageId")).orElse(null),
        text(item, "adId"),
        FormId.of(text(item, "formId")).orElse(null),
        time(item, "createdTime"),
        time(item, "receivedTime"),
        Source.of(text(item, "source")).orElseThrow(),
        text(item, "platform"),
        flag(item, "organic"),
        Boolean.TRUE.equals(flag(item, "test")),
        Status.of(text(item, "status")).orElseThrow(),
        reason(item),
        text(item, "errorMessage"),
        text(item, "configReference"),
        text(item, "leadForm"),
        reference(item.get("leadDocReference")),
        text(item, "rawPayload"),
        text(item, "leadPayload"),
        text(item, "correctedPayload"),
        text(item, "unexpectedAnswer"),
        number(item, "attempts"),
        time(item, "retryAt"),
        time(item, "retryUntil"),
        number(item, "announcements"),
        list(item, "problems", LeadLogItem::problem),
        list(item, "history", LeadLogItem::entry),
        time(item, Keys.SWEEP_AT),
        number(item, "claims"),
        Boolean.TRUE.equals(flag(item, "byHand")),
        time(item, "erasedAt"),
        time(item, "leasedUntil"),
        Boolean.TRUE.equals(flag(item, "refetch")),
        text(item, "job"),
        text(item, "counted"));
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

  private static Problem problem(Map<String, AttributeValue> map) {
    return new Problem(
        text(map, "field"),
        text(map, "rule"),
        reason(map),
        text(map, "expected"),
        text(map, "shape"));
  }

  private static LeadDocReference reference(AttributeValue value) {
    return value == null
        ? null
        : new LeadDocReference(
            text(value.m(), "type"), text(value.m(), "id"), text(value.m(), "url"));
  }

  private static Reason reason(Map<String, AttributeValue> map) {
    return Reason.of(text(map, "reason")).orElse(null);
  }

  private static <T> List<T> list(
      Map<String, AttributeValue> item,
      String name,
      Function<Map<String, AttributeValue>, T> read) {
    AttributeValue value = item.get(name);
    return value == null ? List.of() : value.l().stream().map(v -> read.apply(v.m())).toList();
  }

  private static <T> void put(
      Map<String, AttributeValue> item, String name, T value, Function<T, AttributeValue> as) {
    if (value != null) {
      item.put(name, as.apply(value));
    }
  }

  private static <T> void putIfAbsent(
      Map<String, AttributeValue> item, String name, T value, Function<T, AttributeValue> as) {
    if (value != null) {
      item.putIfAbsent(name, as.apply(value));
    }
  }

  private LeadLogItem() {}
}
