package dev.leadlog.mapping.formatting;

import dev.leadlog.log.Reason;
import dev.leadlog.mapping.Format;
import dev.leadlog.mapping.Formatted;
import dev.leadlog.mapping.steps.Argument;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** A date in one form, whatever way it was written. */
@Singleton
class FormatDate implements FormattingFunction {

  @Override
  public String name() {
    return "format_date";
  }

  @Override
  public List<Argument<?>> arguments() {
    return List.of(DateText.ORDER, DateOutput.OUTPUT, DateOutput.ZONE);
  }

  @Override
  public Format prepare(Arguments given) {
    DateText dates = new DateText(given.get(DateText.ORDER), given.get(DateOutput.ZONE), null);
    DateTimeFormatter output = given.get(DateOutput.OUTPUT);
    return Format.ofEach(
        value ->
            dates
                .read(value.asText())
                .map(date -> Formatted.text(output.format(date)))
                .orElseGet(() -> Formatted.failed(Reason.INVALID_FORMAT, dates.expected(), value)));
  }
}
