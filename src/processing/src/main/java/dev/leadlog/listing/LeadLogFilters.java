package dev.leadlog.listing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Filters as people write them, read strictly: a misspelt one that did nothing would show, or
 * process, leads that nobody asked for.
 */
public final class LeadLogFilters {

  /** The names that a filter can have. */
  public static final Set<String> NAMES =
      new TreeSet<>(
          List.of(
              "status", "reason", "pageId", "formId", "source", "platform", "test", "from", "to"));

  private static final Duration USUAL_SPAN = Duration.ofDays(90);

  /** What has just come in belongs to the list, although clocks differ. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  private final Map<String, String> given;
  private final List<String> mistakes;

  private LeadLogFilters(Map<String, String> given, List<String> mistakes) {
    this.given = given;
    this.mistakes = mistakes;
  }

  /**
   * Reads a filter; without {@code from} it begins 90 days before its end.
   *
   * @param given texts by name; others than {@link #NAMES} are not looked at
   * @param mistakes where each mistake is added, with its name and what would be right
   */
  public static LeadLogFilter read(Map<String, String> given, Instant now, List<String> mistakes) {
    return new LeadLogFilters(given, mistakes).read(now);
  }

  /** The same filter as texts by name. */
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

  /**
   * A filter that {@link #json} has written, as a job keeps it.
   *
   * @param json other fields than {@link #NAMES} are not looked at
   */
  public static LeadLogFilter stored(JsonNode json, Instant now) {
    Map<String, String> texts = new HashMap<>();
    json.fields().forEachRemaining(field -> texts.put(field.getKey(), field.getValue().asText()));
    return read(texts, now, new ArrayList<>());
  }

  private LeadLogFilter read(Instant now) {
    Instant from = time("from").orElse(null);
    Instant to = time("to").orElse(null);
    LeadLogFilter filter =
        new LeadLogFilter(
            one("status", Status::of, names(Status.values(), Status::text)).orElse(null),
            one("reason", LeadLogFilters::reason, names(Reason.values(), Reason::name))
                .orElse(null),
            one("pageId", PageId::of, "digits").orElse(null),
            one("formId", FormId::of, "digits").orElse(null),
            one("source", Source::of, names(Source.values(), Source::text)).orElse(null),
            text("platform").orElse(null),
            one("test", LeadLogFilters::flag, "true or false").orElse(null),
            from == null ? (to == null ? now : to).minus(USUAL_SPAN) : from,
            to == null ? now.plus(CLOCKS_DIFFER) : to);
    if (filter.from().isAfter(filter.to())) {
      mistakes.add("from: is after to; swap them");
    }
    return filter;
  }

  private Optional<Instant> time(String name) {
    return one(
        name,
        text -> instant(text, ZoneOffset.UTC),
        "a time as 2026-02-28T08:49:14Z, or a day as 2026-02-28");
  }

  private <T> Optional<T> one(String name, Function<String, Optional<T>> read, String expected) {
    return one(given, name, read, expected, mistakes);
  }

  /**
   * Reads one value, or adds to the mistakes what would be right.
   *
   * @param expected what the value must be, in words
   */
  public static <T> Optional<T> one(
      Map<String, String> given,
      String name,
      Function<String, Optional<T>> read,
      String expected,
      List<String> mistakes) {
    Optional<String> text = Optional.ofNullable(given.get(name)).filter(t -> !t.isBlank());
    Optional<T> value = text.flatMap(read);
    if (text.isPresent() && value.isEmpty()) {
      mistakes.add(name + ": \"" + text.get() + "\" must be " + expected);
    }
    return value;
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(given.get(name)).filter(text -> !text.isBlank());
  }

  private static Optional<Reason> reason(String text) {
    return Arrays.stream(Reason.values()).filter(reason -> reason.name().equals(text)).findFirst();
  }

  private static Optional<Boolean> flag(String text) {
    return text.equals("true") || text.equals("false")
        ? Optional.of(Boolean.valueOf(text))
        : Optional.empty();
  }

  /** A time with its offset, or a day of the zone. */
  public static Optional<Instant> instant(String text, ZoneId zone) {
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

  private static <T> String names(T[] values, Function<T, String> name) {
    return Arrays.stream(values).map(name).collect(Collectors.joining(", ", "one of ", ""));
  }

  private static <T> void put(ObjectNode json, String name, T value, Function<T, String> text) {
    if (value != null) {
      json.put(name, text.apply(value));
    }
  }
}
