package dev.leadlog.mapping.formatting;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Converts mobile numbers from before their country changed its numbering plan, which messengers
 * and address books still contain. Only renumberings by a fixed rule are included whose old numbers
 * are not valid today.
 */
final class LegacyMobileNumbers {

  /**
   * @param code the country code
   * @param old the national number as it was
   * @param now the same number today
   */
  private record Plan(int code, Pattern old, String now) {

    Optional<String> renewed(String national) {
      Matcher matcher = old.matcher(national);
      return matcher.matches()
          ? Optional.of("+" + code + matcher.replaceFirst(now))
          : Optional.empty();
    }
  }

  private static final List<Plan> PLANS =
      List.of(
          // Mexico, August 2019: the prefixes 1 (from abroad), 01, 044 and 045 were removed.
          plan(52, "(?:1|01|044|045)([2-9][0-9]{9})", "$1"),
          // Argentina: 9 from abroad or 15 within the country, never both. Area codes have 2 to 4
          // digits.
          plan(54, "9([0-9]{2})15([0-9]{8})", "9$1$2"),
          plan(54, "9([0-9]{3})15([0-9]{7})", "9$1$2"),
          plan(54, "9([0-9]{4})15([0-9]{6})", "9$1$2"),
          // Brazil, 2012 to 2016: a 9 was added before the eight digits of a mobile number.
          plan(55, "([1-9][1-9])([6-9][0-9]{7})", "$19$2"),
          // Vietnam, 2018: 11 digits became 10, by operator.
          plan(84, "120([0-9]{7})", "70$1"),
          plan(84, "121([0-9]{7})", "79$1"),
          plan(84, "122([0-9]{7})", "77$1"),
          plan(84, "12([68][0-9]{7})", "7$1"),
          plan(84, "12([345][0-9]{7})", "8$1"),
          plan(84, "127([0-9]{7})", "81$1"),
          plan(84, "129([0-9]{7})", "82$1"),
          plan(84, "16([2-9][0-9]{7})", "3$1"),
          plan(84, "18([68][0-9]{7})", "5$1"),
          plan(84, "199([0-9]{7})", "59$1"),
          // Côte d'Ivoire, January 2021: 01 Moov, 05 MTN, 07 Orange, by the second digit.
          plan(225, "([0457][0-3][0-9]{6})", "01$1"),
          plan(225, "([04-9][4-6][0-9]{6})", "05$1"),
          plan(225, "([04-9][7-9][0-9]{6})", "07$1"),
          // Benin, November 2024.
          plan(229, "([4-9][0-9]{7})", "01$1"),
          // Mauritius, September 2013.
          plan(230, "([79][0-9]{6})", "5$1"),
          // Cameroon, November 2014.
          plan(237, "([79][0-9]{7})", "6$1"));

  /** Returns the current number; empty if it is not an old mobile number, or is ambiguous. */
  static Optional<PhoneNumber> renewed(PhoneNumber number) {
    String national = PhoneNumbers.util().getNationalSignificantNumber(number);
    List<PhoneNumber> found =
        PLANS.stream()
            .filter(plan -> plan.code() == number.getCountryCode())
            .flatMap(plan -> plan.renewed(national).stream())
            .flatMap(LegacyMobileNumbers::mobile)
            .distinct()
            .toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private static Stream<PhoneNumber> mobile(String number) {
    PhoneNumberUtil util = PhoneNumbers.util();
    try {
      PhoneNumber parsed = util.parse(number, null);
      PhoneNumberType type = util.getNumberType(parsed);
      boolean isMobile =
          type == PhoneNumberType.MOBILE || type == PhoneNumberType.FIXED_LINE_OR_MOBILE;
      return isMobile ? Stream.of(parsed) : Stream.empty();
    } catch (NumberParseException none) {
      return Stream.empty();
    }
  }

  private static Plan plan(int code, String old, String now) {
    return new Plan(code, Pattern.compile(old), now);
  }

  private LegacyMobileNumbers() {}
}
