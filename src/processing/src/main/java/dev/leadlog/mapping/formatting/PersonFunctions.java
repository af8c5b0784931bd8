package dev.leadlog.mapping.formatting;

import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.leadlog.log.Reason;
import dev.leadlog.mapping.FormatResult;
import dev.leadlog.mapping.PreparedFunction;
import dev.leadlog.mapping.steps.Argument;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;
import java.util.List;

/** The formatting functions for a person's data: name, phone number, e-mail address, country. */
@Singleton
class PersonFunctions {

  private static final Argument<String> PART =
      Argument.oneOf("part", "first", "middle", "last", "rest")
          .required()
          .described("Which part; rest is everything except the first name.", "first");

  private static final Argument<Boolean> OR_WHOLE =
      Argument.flag("orWhole")
          .otherwise(false)
          .described("Whether to return the whole name if it does not have that part.", true);

  private static final String CODE_AND_NUMBER = "+CC-number";

  private static final Argument<String> PHONE_OUTPUT =
      Argument.oneOf("output", "E164", "INTERNATIONAL", "NATIONAL", CODE_AND_NUMBER)
          .otherwise("E164")
          .described("The format of the number.", "INTERNATIONAL");

  private static final Argument<String> COUNTRY_OUTPUT =
      Argument.oneOf("output", "name", "code")
          .otherwise("name")
          .described(
              "Whether to return the country's English name or its two-letter code.", "code");

  private static final Argument<String> DEFAULT =
      Argument.text("default")
          .described(
              "The result for an address without a country; without it the lead becomes an Error.",
              "India");

  /**
   * Capitalizes a name, also one that is all upper or all lower case. Adds a validator that rejects
   * markup.
   */
  @Singleton
  FormattingFunction capitalizeName() {
    return new BuiltInFunction(
        "capitalize_name",
        "Capitalizes a name, also one that is all upper or lower case.",
        List.of(),
        given -> PreparedFunction.ofEachText(PersonNames::capitalized),
        false,
        List.of("no_markup"));
  }

  /** Returns one part of a full name; if the name does not have it, no value or the whole name. */
  @Singleton
  FormattingFunction splitName() {
    return new BuiltInFunction(
        "split_name",
        "Returns one part of a full name.",
        List.of(PART, OR_WHOLE),
        given ->
            PreparedFunction.ofEachText(text -> part(text, given.get(PART), given.get(OR_WHOLE))));
  }

  private static String part(String text, String part, boolean orWhole) {
    String found = part(FullName.of(text), part);
    return found.isBlank() && orWhole ? UnicodeText.singleSpaced(text) : found;
  }

  private static String part(FullName name, String part) {
    return switch (part) {
      case "first" -> name.first();
      case "middle" -> name.middle();
      case "last" -> name.last();
      default -> (name.middle() + " " + name.last()).strip();
    };
  }

  /** Converts a phone number to one format. */
  @Singleton
  FormattingFunction formatPhoneNumber() {
    return new BuiltInFunction(
        "format_phone_number",
        "Converts a phone number to one format.",
        List.of(PhoneNumbers.REGION, PHONE_OUTPUT),
        PersonFunctions::phoneNumber);
  }

  private static PreparedFunction phoneNumber(Arguments given) {
    String region = given.get(PhoneNumbers.REGION);
    String output = given.get(PHONE_OUTPUT);
    return PreparedFunction.ofEachText(
        Reason.INVALID_PHONE,
        PhoneNumbers.expected(region),
        text -> PhoneNumbers.read(text, region).map(number -> written(number, output)));
  }

  private static FormatResult written(PhoneNumber number, String output) {
    return FormatResult.text(
        output.equals(CODE_AND_NUMBER)
            ? "+%d-%s"
                .formatted(
                    number.getCountryCode(),
                    PhoneNumbers.util().getNationalSignificantNumber(number))
            : PhoneNumbers.util().format(number, PhoneNumberFormat.valueOf(output)));
  }

  /** Normalizes an e-mail address: lower case, without surrounding text. */
  @Singleton
  FormattingFunction normalizeEmail() {
    return new BuiltInFunction(
        "normalize_email",
        "Converts an e-mail address to lower case, without blanks or a name before it.",
        List.of(),
        given ->
            PreparedFunction.ofEachText(
                Reason.INVALID_EMAIL,
                EmailAddress.EXPECTED,
                text -> EmailAddress.normalized(text).map(FormatResult::text)));
  }

  /** Returns the country at the end of an address, in the languages of {@link Countries}. */
  @Singleton
  FormattingFunction extractCountryFromAddress() {
    return new BuiltInFunction(
        "extract_country_from_address",
        "Returns the country at the end of an address.",
        List.of(COUNTRY_OUTPUT, DEFAULT),
        PersonFunctions::country);
  }

  private static PreparedFunction country(Arguments given) {
    boolean name = given.get(COUNTRY_OUTPUT).equals("name");
    return PreparedFunction.ofEachText(
        Reason.INVALID_FORMAT,
        "an address that ends with its country",
        text ->
            Countries.atTheEndOf(text)
                .map(country -> name ? country.name() : country.code())
                .or(() -> given.find(DEFAULT))
                .map(FormatResult::text));
  }
}
