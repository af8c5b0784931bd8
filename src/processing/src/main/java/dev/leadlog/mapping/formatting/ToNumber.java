package dev.leadlog.mapping.formatting;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.leadlog.log.Reason;
import dev.leadlog.mapping.Format;
import dev.leadlog.mapping.Formatted;
import dev.leadlog.mapping.steps.Argument;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;

/** A number without its separators and its currency. */
@Singleton
class ToNumber implements FormattingFunction {

  private static final Argument<String> DECIMAL = Argument.oneOf("decimal", ".", ",");

  @Override
  public String name() {
    return "to_number";
  }

  @Override
  public List<Argument<?>> arguments() {
    return List.of(DECIMAL);
  }

  @Override
  public Format prepare(Arguments given) {
    String decimal = given.get(DECIMAL);
    return Format.ofEach(
        value ->
            value.isNumber()
                ? Formatted.value(value)
                : NumberText.read(value.asText(), decimal)
                    .map(ToNumber::value)
                    .orElseGet(
                        () ->
                            Formatted.failed(
                                Reason.INVALID_FORMAT, NumberText.expected(decimal), value)));
  }

  private static Formatted value(BigDecimal number) {
    return Formatted.value(
        number.scale() == 0 && number.precision() <= 18
            ? JsonNodeFactory.instance.numberNode(number.longValueExact())
            : DecimalNode.valueOf(number));
  }
}
