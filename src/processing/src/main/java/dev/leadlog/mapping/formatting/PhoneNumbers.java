package dev.leadlog.mapping.formatting;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.leadlog.mapping.steps.Argument;
import java.util.Locale;
import java.util.Optional;

/** Parses phone numbers as people write them, with libphonenumber's plans of all countries. */
public final class PhoneNumbers {

  /** The country of numbers without a country code. */
  public static final Argument<String> REGION =
      Argument.of(
              "region",
              "a country code of two capital letters such as IN",
              value -> Optional.of(value).filter(JsonNode::isTextual).flatMap(PhoneNumbers::region))
          .described("The country of numbers without a country code.", "IN");

  private static final int LONGEST = 250;

  /**
   * @param region the country of a number without a country code; null rejects such numbers
   * @return empty if the number is not valid
   */
  public static Optional<PhoneNumber> read(String text, String region) {
    String number = UnicodeText.trimmed(UnicodeText.asciiDigits(text)).replace('\uFF0B', '+');
    if (number.regionMatches(true, 0, "p:", 0, 2)) {
      number = number.substring(2);
    }
    String dialled = UnicodeText.trimmed(number);
    return dialled.length() > LONGEST
        ? Optional.empty()
        : valid(dialled, region).or(() -> valid(withPlus(dialled), region));
  }

  /** Describes the numbers that {@link #read} accepts, as text that follows "must be". */
  public static String expected(String region) {
    return region == null
        ? "a valid phone number with + and a country code, because no region is given"
        : "a valid phone number of " + region + " or with + and a country code";
  }

  private static Optional<PhoneNumber> valid(String number, String region) {
    try {
      PhoneNumber parsed = util().parse(number, region);
      return util().isValidNumber(parsed)
          ? Optional.of(parsed)
          : LegacyMobileNumbers.renewed(parsed);
    } catch (NumberParseException none) {
      return Optional.empty();
    }
  }

  /** Most countries, but not all, dial 00 for +. */
  private static String withPlus(String number) {
    return number.startsWith("00") ? "+" + number.substring(2) : number;
  }

  private static Optional<String> region(JsonNode value) {
    return Optional.of(value.asText())
        .filter(region -> region.equals(region.toUpperCase(Locale.ROOT)))
        .filter(region -> util().getSupportedRegions().contains(region));
  }

  /** The library loads the plan of a country at its first use. */
  static PhoneNumberUtil util() {
    return PhoneNumberUtil.getInstance();
  }

  private PhoneNumbers() {}
}
