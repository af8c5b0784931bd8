package dev.leadlog.listing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.document.StrictReader;
import dev.leadlog.log.FormId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The filter of a list. A null field matches every log. */
public record LeadLogFilter(
    Status status,
    Reason reason,
    PageId pageId,
    FormId formId,
    Source source,
    String platform,
    Boolean test,
    Period period) {

  /**
   * The period in which a log was received.
   *
   * @param from inclusive
   * @param to exclusive
   */
  public record Period(Instant from, Instant to) {}

  /** The fields that a filter can have. */
  public static final List<String> NAMES =
      List.of("formId", "from", "pageId", "platform", "reason", "source", "status", "test", "to");

  private static final Duration USUAL_SPAN = Duration.ofDays(90);

  /** Tolerance for clock differences, so that a log that was just received is in the list. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  /** Reads a filter; without {@code from} it begins 90 days before its end. */
  public static LeadLogFilter read(StrictReader given, Instant now) {
    Optional<Instant> to = time(given, "to", ZoneOffset.UTC);
    Instant from =
        time(given, "from", ZoneOffset.UTC).orElseGet(() -> to.orElse(now).minus(USUAL_SPAN));
    LeadLogFilter filter =
        new LeadLogFilter(
            given.oneOf("status", Status.values(), Status::text).orElse(null),
            given.oneOf("reason", Reason.values(), Reason::name).orElse(null),
            given.value("pageId", "digits", PageId::of).orElse(null),
            given.value("formId", "digits", FormId::of).orElse(null),
            given.oneOf("source", Source.values(), Source::text).orElse(null),
            given.value("platform", "text", Optional::of).orElse(null),
            given.oneOf("test", new Boolean[] {true, false}, Object::toString).orElse(null),
            new Period(from, to.orElse(now.plus(CLOCKS_DIFFER))));
    if (filter.from().isAfter(filter.to())) {
      given.mistake("from", "is after to; swap them");
    }
    return filter;
  }

  /** Creates a filter for all logs of a period. */
  public static LeadLogFilter between(Instant from, Instant to) {
    return new LeadLogFilter(null, null, null, null, null, null, null, new Period(from, to));
  }

  /** Creates a filter for all logs from a time before now until now. */
  public static LeadLogFilter last(Duration time, Instant now) {
    return between(now.minus(time), now.plus(CLOCKS_DIFFER));
  }

  public Instant from() {
    return period.from();
  }

  public Instant to() {
    return period.to();
  }

  public LeadLogFilter withStatus(Status only) {
    return new LeadLogFilter(only, reason, pageId, formId, source, platform, test, period);
  }

  public LeadLogFilter withReason(Reason only) {
    return new LeadLogFilter(status, only, pageId, formId, source, platform, test, period);
  }

  public LeadLogFilter withPageId(PageId only) {
    return new LeadLogFilter(status, reason, only, formId, source, platform, test, period);
  }

  /** Returns the filter as JSON, which {@link #stored} reads. */
  public ObjectNode json() {
    ObjectNode json = Json.object();
    put(json, "status", status, Status::text);
    put(json, "reason", reason, Reason::name);
    put(json, "pageId", pageId, PageId::text);
    put(json, "formId", formId, FormId::text);
    put(json, "source", source, Source::text);
    put(json, "platform", platform, text -> text);
    put(json, "test", test, Object::toString);
    put(json, "from", from(), Times::text);
    put(json, "to", to(), Times::text);
    return json;
  }

  /** Reads the JSON of {@link #json} from a job's request; other fields are ignored. */
  public static LeadLogFilter stored(JsonNode json, Instant now) {
    return read(StrictReader.of(json), now);
  }

  /** Reads a time with an offset, or a date, which means its beginning in the zone. */
  public static Optional<Instant> time(StrictReader given, String field, ZoneId zone) {
    return given.value(
        field,
        "a time such as 2026-02-28T08:49:14Z, or a day such as 2026-02-28",
        text -> instant(text, zone));
  }

  private static Optional<Instant> instant(String text, ZoneId zone) {
    try {
      return Optional.of(
              text.contains("T")
                  ? OffsetDateTime.parse(text).toInstant()
                  : LocalDate.parse(text).atStartOfDay(zone).toInstant())
          .filter(Times::isUsable);
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  private static <T> void put(ObjectNode json, String name, T value, Function<T, String> text) {
    if (value != null) {
      json.put(name, text.apply(value));
    }
  }
}
