package dev.leadlog.mapping.formatting;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.mapping.Format;
import dev.leadlog.mapping.Formatted;
import dev.leadlog.mapping.steps.Argument;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The day on which the lead is processed, whatever the field had before. */
@Singleton
class CurrentDate implements FormattingFunction {

  private final Clock clock;

  CurrentDate(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "current_date";
  }

  @Override
  public List<Argument<?>> arguments() {
    return List.of(DateOutput.OUTPUT, DateOutput.ZONE);
  }

  @Override
  public boolean makesValue() {
    return true;
  }

  @Override
  public Format prepare(Arguments given) {
    DateTimeFormatter output = given.get(DateOutput.OUTPUT);
    ZoneId zone = given.get(DateOutput.ZONE);
    return values -> {
      LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
      return new Formatted.Values(List.of(new TextNode(output.format(today))));
    };
  }
}
