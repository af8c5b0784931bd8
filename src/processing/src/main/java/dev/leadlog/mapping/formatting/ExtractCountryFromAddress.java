package dev.leadlog.mapping.formatting;

import dev.leadlog.log.Reason;
import dev.leadlog.mapping.Format;
import dev.leadlog.mapping.Formatted;
import dev.leadlog.mapping.steps.Argument;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;
import java.util.List;

/** The country at the end of an address, in the languages of {@link Countries}. */
@Singleton
class ExtractCountryFromAddress implements FormattingFunction {

  private static final String NAME = "name";

  private static final Argument<String> OUTPUT =
      Argument.oneOf("output", NAME, "code").otherwise(NAME);

  private static final Argument<String> DEFAULT = Argument.text("default");

  @Override
  public String name() {
    return "extract_country_from_address";
  }

  @Override
  public List<Argument<?>> arguments() {
    return List.of(OUTPUT, DEFAULT);
  }

  @Override
  public Format prepare(Arguments given) {
    boolean name = given.get(OUTPUT).equals(NAME);
    String otherwise = given.get(DEFAULT);
    return Format.ofEach(
        value ->
            Countries.atTheEndOf(value.asText())
                .map(country -> Formatted.text(name ? country.name() : country.code()))
                .orElseGet(
                    () ->
                        otherwise != null
                            ? Formatted.text(otherwise)
                            : Formatted.failed(
                                Reason.INVALID_FORMAT,
                                "an address that ends with its country",
                                value)));
  }
}
