package dev.leadlog.mapping.validation;

import com.google.re2j.Pattern;
import dev.leadlog.log.Reason;
import dev.leadlog.mapping.PreparedValidator;
import dev.leadlog.mapping.Violation;
import dev.leadlog.mapping.formatting.EmailAddress;
import dev.leadlog.mapping.formatting.PhoneNumbers;
import dev.leadlog.mapping.steps.Argument;
import dev.leadlog.mapping.steps.Arguments;
import dev.leadlog.mapping.steps.RegularExpressions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The built-in validators. */
@Singleton
class BuiltInValidators {

  private static final int LONGEST = 100_000;
  private static final Argument<Integer> MIN =
      Argument.number("min", 0, LONGEST)
          .otherwise(0)
          .described("The minimum number of characters, counted as Unicode code points.", 2);
  private static final Argument<Integer> MAX =
      Argument.number("max", 1, LONGEST)
          .otherwise(LONGEST)
          .described("The maximum number of characters, counted as Unicode code points.", 140);
  private static final Argument<Pattern> PATTERN =
      RegularExpressions.argument("pattern")
          .required()
          .described("The regular expression that must match.", "[A-Z]{2}[0-9]{4}");
  private static final Argument<Boolean> ON =
      Argument.flag("on")
          .otherwise(true)
          .described(
              "Whether the check is on; false switches it off if a formatting function adds it.",
              false);
  private static final Argument<List<String>> ALLOWED =
      Argument.texts("values").required().described("The allowed values.", List.of("Hot", "Cold"));
  private static final Argument<List<String>> PLACEHOLDERS =
      Argument.texts("values")
          .otherwise(List.of())
          .described("Further placeholders.", List.of("nope"));
  private static final int MAX_LISTED_VALUES = 10;

  /**
   * A validator that consists of its name, its description, its arguments and its preparation.
   *
   * @param preparation see {@link #prepare}
   */
  private record BuiltIn(
      String name,
      String description,
      List<Argument<?>> arguments,
      Function<Arguments, PreparedValidator> preparation)
      implements FieldValidator {

    @Override
    public PreparedValidator prepare(Arguments given) {
      return preparation.apply(given);
    }
  }

  /** Requires a value, like {@code "required": true}. */
  @Singleton
  FieldValidator required() {
    return new BuiltIn(
        "required",
        "The field has a value.",
        List.of(),
        given ->
            values ->
                values.isEmpty()
                    ? Optional.of(new Violation(Reason.MISSING_REQUIRED, null, null))
                    : Optional.empty());
  }

  /** Requires a valid e-mail address, without formatting it. */
  @Singleton
  FieldValidator email() {
    return new BuiltIn(
        "email",
        "The value is an e-mail address.",
        List.of(),
        given ->
            PreparedValidator.ofEachText(
                Reason.INVALID_EMAIL, EmailAddress.EXPECTED, EmailAddress::isValid));
  }

  /** Requires a valid phone number, in any form. */
  @Singleton
  FieldValidator phone() {
    return new BuiltIn(
        "phone",
        "The value is a valid phone number in any format.",
        List.of(PhoneNumbers.REGION),
        BuiltInValidators::phone);
  }

  private static PreparedValidator phone(Arguments given) {
    String region = given.get(PhoneNumbers.REGION);
    return PreparedValidator.ofEachText(
        Reason.INVALID_PHONE,
        PhoneNumbers.expected(region),
        text -> PhoneNumbers.read(text, region).isPresent());
  }

  /** Limits the number of characters, counted as code points like in databases. */
  @Singleton
  FieldValidator length() {
    return new BuiltIn(
        "length",
        "The number of characters is within limits.",
        List.of(MIN, MAX),
        BuiltInValidators::length);
  }

  private static PreparedValidator length(Arguments given) {
    int min = given.get(MIN);
    int max = given.get(MAX);
    if (min > max) {
      given.refuse(MIN, "is more than max");
    }
    String expected =
        min == 0
            ? "of " + max + " characters at most"
            : max == LONGEST
                ? "of " + min + " characters at least"
                : "of " + min + " to " + max + " characters";
    return PreparedValidator.ofEachText(
        Reason.INVALID_FORMAT,
        expected,
        text -> {
          int length = text.codePointCount(0, text.length());
          return length >= min && length <= max;
        });
  }

  /** Requires that a regular expression matches the whole value. */
  @Singleton
  FieldValidator pattern() {
    return new BuiltIn(
        "pattern",
        "A regular expression matches the whole value.",
        List.of(PATTERN),
        BuiltInValidators::pattern);
  }

  private static PreparedValidator pattern(Arguments given) {
    Pattern pattern = given.get(PATTERN);
    return PreparedValidator.ofEachText(
        Reason.INVALID_FORMAT, "text that " + pattern.pattern() + " matches", pattern::matches);
  }

  /** Rejects {@code <} and {@code >}. It can be switched off where a function adds it. */
  @Singleton
  FieldValidator noMarkup() {
    return new BuiltIn(
        "no_markup",
        "The value contains neither < nor >.",
        List.of(ON),
        given ->
            PreparedValidator.ofEachText(
                Reason.INVALID_FORMAT,
                "text without < and >",
                text -> !given.get(ON) || (text.indexOf('<') < 0 && text.indexOf('>') < 0)));
  }

  /** Requires one of the listed values. */
  @Singleton
  FieldValidator oneOf() {
    return new BuiltIn(
        "one_of", "The value is one of a list.", List.of(ALLOWED), BuiltInValidators::oneOf);
  }

  private static PreparedValidator oneOf(Arguments given) {
    List<String> values = given.get(ALLOWED);
    String expected =
        values.size() <= MAX_LISTED_VALUES
            ? "one of " + String.join(", ", values)
            : "one of the " + values.size() + " values";
    return PreparedValidator.ofEachText(
        Reason.INVALID_FORMAT, expected, Set.copyOf(values)::contains);
  }

  /** Rejects placeholder answers, which people type only to skip a question. */
  @Singleton
  FieldValidator notPlaceholder() {
    return new BuiltIn(
        "not_placeholder",
        "The value is not a placeholder such as test or n/a, which people type to skip a question.",
        List.of(PLACEHOLDERS),
        BuiltInValidators::notPlaceholder);
  }

  private static PreparedValidator notPlaceholder(Arguments given) {
    PlaceholderAnswers placeholders = PlaceholderAnswers.and(given.get(PLACEHOLDERS));
    return PreparedValidator.ofEachText(
        Reason.INVALID_FORMAT,
        "an answer and not a placeholder",
        text -> !placeholders.contain(text));
  }
}
