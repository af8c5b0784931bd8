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

/** Filters of lists and jobs, as people write them and as a job stores them. */
public final class LeadLogFilters {

  /** The fields that a filter can have. */
  public static final List<String> NAMES =
      List.of("formId", "from", "pageId", "platform", "reason", "source", "status", "test", "to");

  private static final Duration USUAL_SPAN = Duration.ofDays(90);

  /** A log that was just received is in the list, although clocks differ. */
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
            new LeadLogFilter.Period(from, to.orElse(now.plus(CLOCKS_DIFFER))));
    if (filter.from().isAfter(filter.to())) {
      given.mistake("from", "is after to; swap them");
    }
    return filter;
  }

  /** The fields of a filter, as {@link #stored} reads them. */
  public static ObjectNode json(LeadLogFilter filter) {
    ObjectNode json = Json.object();
    put(json, "status", filter.status(), Status::text);
    put(json, "reason", filter.reason(), Reason::name);
    put(json, "pageId", filter.pageId(), PageId::text);
    put(json, "formId", filter.formId(), FormId::text);
    put(json, "source", filter.source(), Source::text);
    put(json, "platform", filter.platform(), text -> text);
    put(json, "test", filter.test(), Object::toString);
    put(json, "from", filter.from(), Times::text);
    put(json, "to", filter.to(), Times::text);
    return json;
  }

  /** Reads what {@link #json} wrote, as a job keeps it; other fields are ignored. */
  public static LeadLogFilter stored(JsonNode json, Instant now) {
    return read(StrictReader.of(json), now);
  }

  /** A time with its offset, or the beginning of a day in a zone. */
  public static Optional<Instant> time(StrictReader given, String field, ZoneId zone) {
    return given.value(
        field,
        "a time as 2026-02-28T08:49:14Z, or a day as 2026-02-28",
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

  private LeadLogFilters() {}
}
