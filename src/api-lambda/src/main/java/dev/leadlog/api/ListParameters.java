package dev.leadlog.api;

import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadLogFilter;
import dev.leadlog.log.ListPosition;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The parameters of a list, read strictly: a misspelt filter that did nothing would show leads that
 * nobody asked for.
 */
final class ListParameters {

  private static final Set<String> KNOWN =
      new TreeSet<>(
          List.of(
              "status",
              "reason",
              "pageId",
              "formId",
              "source",
              "platform",
              "test",
              "from",
              "to",
              "limit",
              "cursor"));

  private static final int USUAL_LIMIT = 50;
  private static final int HIGHEST_LIMIT = 500;
  private static final Duration USUAL_SPAN = Duration.ofDays(90);

  /** What has just come in belongs to the list, although clocks differ. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  private final MultivaluedMap<String, String> given;
  private final List<String> mistakes = new ArrayList<>();
  private final Instant now;

  ListParameters(MultivaluedMap<String, String> given, Instant now) {
    this.given = given;
    this.now = now;
  }

  /** Every mistake found so far, each with its parameter and what would be right. */
  List<String> mistakes() {
    return mistakes;
  }

  LeadLogFilter filter() {
    given.keySet().stream()
        .filter(name -> !KNOWN.contains(name))
        .forEach(
            name ->
                mistakes.add(name + ": is not a parameter; known are " + String.join(", ", KNOWN)));
    Instant from = time("from").orElse(null);
    Instant to = time("to").orElse(null);
    LeadLogFilter filter =
        new LeadLogFilter(
            one("status", Status::of, names(Status.values(), Status::text)).orElse(null),
            one("reason", ListParameters::reason, names(Reason.values(), Reason::name))
                .orElse(null),
            one("pageId", PageId::of, "digits").orElse(null),
            one("formId", FormId::of, "digits").orElse(null),
            one("source", Source::of, names(Source.values(), Source::text)).orElse(null),
            text("platform").orElse(null),
            one("test", ListParameters::flag, "true or false").orElse(null),
            from == null ? (to == null ? now : to).minus(USUAL_SPAN) : from,
            to == null ? now.plus(CLOCKS_DIFFER) : to);
    if (filter.from().isAfter(filter.to())) {
      mistakes.add("from: is after to; swap them");
    }
    return filter;
  }

  int limit() {
    return one("limit", ListParameters::limit, "a number from 1 to " + HIGHEST_LIMIT)
        .orElse(USUAL_LIMIT);
  }

  ListPosition cursor() {
    return one("cursor", ListPosition::ofCursor, "the next of an earlier answer").orElse(null);
  }

  private Optional<Instant> time(String name) {
    return one(
        name, ListParameters::instant, "a time as 2026-02-28T08:49:14Z, or a day as 2026-02-28");
  }

  private <T> Optional<T> one(String name, Function<String, Optional<T>> read, String expected) {
    Optional<String> text = text(name);
    Optional<T> value = text.flatMap(read);
    if (text.isPresent() && value.isEmpty()) {
      mistakes.add(name + ": \"" + text.get() + "\" must be " + expected);
    }
    return value;
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(given.getFirst(name)).filter(text -> !text.isBlank());
  }

  private static Optional<Reason> reason(String text) {
    return Arrays.stream(Reason.values()).filter(reason -> reason.name().equals(text)).findFirst();
  }

  private static Optional<Boolean> flag(String text) {
    return text.equals("true") || text.equals("false")
        ? Optional.of(Boolean.valueOf(text))
        : Optional.empty();
  }

  private static Optional<Integer> limit(String text) {
    return text.matches("[0-9]{1,4}")
        ? Optional.of(Integer.valueOf(text)).filter(n -> n >= 1 && n <= HIGHEST_LIMIT)
        : Optional.empty();
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(
          text.contains("T")
              ? OffsetDateTime.parse(text).toInstant()
              : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  private static <T> String names(T[] values, Function<T, String> name) {
    return Arrays.stream(values).map(name).collect(Collectors.joining(", ", "one of ", ""));
  }
}
