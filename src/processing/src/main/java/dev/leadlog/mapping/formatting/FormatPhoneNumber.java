package dev.leadlog.mapping.formatting;

import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.leadlog.log.Reason;
import dev.leadlog.mapping.Format;
import dev.leadlog.mapping.Formatted;
import dev.leadlog.mapping.steps.Argument;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A phone number in one form, whatever way it was written. */
@Singleton
class FormatPhoneNumber implements FormattingFunction {

  private static final String E164 = "E164";

  private static final Map<String, Function<PhoneNumber, String>> OUTPUTS =
      Map.of(
          E164,
          number -> PhoneNumbers.util().format(number, PhoneNumberFormat.E164),
          "INTERNATIONAL",
          number -> PhoneNumbers.util().format(number, PhoneNumberFormat.INTERNATIONAL),
          "NATIONAL",
          number -> PhoneNumbers.util().format(number, PhoneNumberFormat.NATIONAL),
          "+CC-number",
          FormatPhoneNumber::codeAndNumber);

  private static final Argument<String> OUTPUT =
      Argument.oneOf("output", E164, "INTERNATIONAL", "NATIONAL", "+CC-number").otherwise(E164);

  @Override
  public String name() {
    return "format_phone_number";
  }

  @Override
  public List<Argument<?>> arguments() {
    return List.of(PhoneNumbers.REGION, OUTPUT);
  }

  @Override
  public Format prepare(Arguments given) {
    String region = given.get(PhoneNumbers.REGION);
    Function<PhoneNumber, String> output = OUTPUTS.get(given.get(OUTPUT));
    return Format.ofEach(
        value ->
            PhoneNumbers.read(value.asText(), region)
                .map(number -> Formatted.text(output.apply(number)))
                .orElseGet(
                    () ->
                        Formatted.failed(
                            Reason.INVALID_PHONE, PhoneNumbers.expected(region), value)));
  }

  private static String codeAndNumber(PhoneNumber number) {
    return "+"
        + number.getCountryCode()
        + "-"
        + PhoneNumbers.util().getNationalSignificantNumber(number);
  }
}
