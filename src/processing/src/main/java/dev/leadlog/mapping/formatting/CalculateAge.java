package dev.leadlog.mapping.formatting;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.leadlog.log.Reason;
import dev.leadlog.mapping.Format;
import dev.leadlog.mapping.Formatted;
import dev.leadlog.mapping.steps.Argument;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Whole years from a date of birth to the day on which the lead is processed. */
@Singleton
class CalculateAge implements FormattingFunction {

  private static final int OLDEST = 130;

  private final Clock clock;

  CalculateAge(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "calculate_age";
  }

  @Override
  public List<Argument<?>> arguments() {
    return List.of(DateText.ORDER, DateOutput.ZONE);
  }

  @Override
  public Format prepare(Arguments given) {
    String order = given.get(DateText.ORDER);
    ZoneId zone = given.get(DateOutput.ZONE);
    return Format.ofEach(
        value -> {
          LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
          DateText dates = new DateText(order, zone, today);
          return dates
              .read(value.asText())
              .flatMap(birth -> age(birth, today))
              .map(age -> Formatted.value(new IntNode(age)))
              .orElseGet(
                  () ->
                      Formatted.failed(
                          Reason.INVALID_FORMAT,
                          "the birthday of someone: " + dates.expected(),
                          value));
        });
  }

  private static Optional<Integer> age(LocalDate birth, LocalDate today) {
    int years = Period.between(birth, today).getYears();
    return birth.isAfter(today) || years > OLDEST ? Optional.empty() : Optional.of(years);
  }
}
