package dev.leadlog.mapping.formatting;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.leadlog.log.Reason;
import dev.leadlog.mapping.FormatResult;
import dev.leadlog.mapping.PreparedFunction;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** The formatting functions for dates. */
@Singleton
class DateFunctions {

  private static final int OLDEST = 130;

  private final Clock clock;

  DateFunctions(Clock clock) {
    this.clock = clock;
  }

  /** Converts a date to one format. */
  @Singleton
  FormattingFunction formatDate() {
    return new BuiltInFunction(
        "format_date",
        "Converts a date to one format.",
        List.of(DateText.ORDER, DateArguments.OUTPUT, DateArguments.ZONE),
        DateFunctions::date);
  }

  private static PreparedFunction date(Arguments given) {
    DateText dates = new DateText(given.get(DateText.ORDER), given.get(DateArguments.ZONE), null);
    DateTimeFormatter output = given.get(DateArguments.OUTPUT);
    return PreparedFunction.ofEachText(
        Reason.INVALID_FORMAT,
        dates.expected(),
        text -> dates.read(text).map(date -> FormatResult.text(output.format(date))));
  }

  /** Converts a date with time to one format and time zone. */
  @Singleton
  FormattingFunction formatDatetime() {
    return new BuiltInFunction(
        "format_datetime",
        "Converts a date with its time to one format and time zone.",
        List.of(DateText.ORDER, DateArguments.WITH_TIME, DateArguments.ZONE),
        DateFunctions::dateTime);
  }

  private static PreparedFunction dateTime(Arguments given) {
    DateText dates = new DateText(given.get(DateText.ORDER), given.get(DateArguments.ZONE), null);
    DateTimeFormatter output = given.get(DateArguments.WITH_TIME);
    return PreparedFunction.ofEachText(
        Reason.INVALID_FORMAT,
        dates.expected() + ", and its time",
        text -> dates.readTime(text).map(time -> FormatResult.text(output.format(time))));
  }

  /** Calculates the full years from a date of birth to the day of processing. */
  @Singleton
  FormattingFunction calculateAge() {
    return new BuiltInFunction(
        "calculate_age",
        "Calculates the age in full years from a date of birth.",
        List.of(DateText.ORDER, DateArguments.ZONE),
        this::age);
  }

  private PreparedFunction age(Arguments given) {
    ZoneId zone = given.get(DateArguments.ZONE);
    return values -> {
      LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
      DateText dates = new DateText(given.get(DateText.ORDER), zone, today);
      return PreparedFunction.ofEachText(
              Reason.INVALID_FORMAT,
              "a date of birth: " + dates.expected(),
              text -> dates.read(text).flatMap(birth -> age(birth, today)))
          .apply(values);
    };
  }

  private static Optional<FormatResult> age(LocalDate birth, LocalDate today) {
    int years = Period.between(birth, today).getYears();
    return birth.isAfter(today) || years > OLDEST
        ? Optional.empty()
        : Optional.of(FormatResult.value(new IntNode(years)));
  }

  /** Returns the day of processing, and ignores any other value. */
  @Singleton
  FormattingFunction currentDate() {
    return new BuiltInFunction(
        "current_date",
        "Returns the day on which the lead is processed.",
        List.of(DateArguments.OUTPUT, DateArguments.ZONE),
        given -> values -> today(given),
        true,
        List.of());
  }

  private FormatResult today(Arguments given) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), given.get(DateArguments.ZONE));
    return FormatResult.text(given.get(DateArguments.OUTPUT).format(today));
  }
}
