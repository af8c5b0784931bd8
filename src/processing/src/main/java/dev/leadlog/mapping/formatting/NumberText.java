package dev.leadlog.mapping.formatting;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Parses numbers as people write them. An ambiguous number is rejected. */
final class NumberText {

  /** DynamoDB stores at most 38 digits. */
  private static final int MOST_DIGITS = 30;

  private static final Pattern PLAIN = Pattern.compile("[0-9]+(\\.[0-9]+)?");
  private static final Pattern GROUPED = Pattern.compile("[1-9][0-9]{0,2}(G[0-9]{2,3})*G[0-9]{3}");
  private static final Pattern ONE_GROUP = Pattern.compile("[1-9][0-9]{0,2}[.,][0-9]{3}");

  private static final Set<String> CURRENCIES =
      Set.of(
          "usd", "us", "eur", "gbp", "inr", "rs", "rs.", "brl", "r", "mxn", "ars", "clp", "cop",
          "pen", "cad", "c", "ca", "aud", "a", "au", "nzd", "nz", "chf", "fr", "fr.", "aed", "sar",
          "egp", "ngn", "zar", "kes", "idr", "rp", "rp.", "myr", "rm", "sgd", "s", "php", "thb",
          "jpy", "cny", "krw", "try", "tl", "pln", "zl", "sek", "nok", "dkk", "kr", "kr.", "huf",
          "czk", "ron", "uah", "rub");

  /**
   * @param decimal the decimal separator; null accepts both separators if the number is unambiguous
   */
  static Optional<BigDecimal> read(String text, String decimal) {
    String number = withoutCurrency(UnicodeText.trimmed(UnicodeText.asciiDigits(text)));
    boolean negative = number.startsWith("-") || number.startsWith("\u2212");
    number = withoutCurrency(negative ? number.substring(1) : number);
    long digits = number.chars().filter(c -> c >= '0' && c <= '9').count();
    if (digits == 0 || digits > MOST_DIGITS) {
      return Optional.empty();
    }
    return plain(number, decimal).map(BigDecimal::new).map(read -> negative ? read.negate() : read);
  }

  /** Describes the numbers that {@link #read} accepts, as text that follows "must be". */
  static String expected(String decimal) {
    return decimal == null
        ? "a number; 1.234 is ambiguous without \"decimal\""
        : "a number with \"" + decimal + "\" before its fraction";
  }

  private static Optional<String> plain(String number, String told) {
    if (told == null && ONE_GROUP.matcher(number).matches()) {
      return Optional.empty();
    }
    String decimal = told == null ? decimal(number) : told;
    int at = number.lastIndexOf(decimal);
    String whole = at < 0 ? number : number.substring(0, at);
    String fraction = at < 0 ? "" : "." + number.substring(at + 1);
    return ungrouped(whole, decimal.equals(".") ? "," : ".")
        .map(digits -> digits + fraction)
        .filter(plain -> PLAIN.matcher(plain).matches());
  }

  /** Returns the last separator, unless it occurs more than once and therefore groups digits. */
  private static String decimal(String number) {
    int comma = number.lastIndexOf(',');
    int point = number.lastIndexOf('.');
    String last = comma > point ? "," : ".";
    String other = last.equals(",") ? "." : ",";
    boolean groups = number.indexOf(last) != number.lastIndexOf(last);
    return groups ? other : last;
  }

  private static Optional<String> ungrouped(String whole, String group) {
    String marked = whole.replace(group, "G").replaceAll("[ '\u2019\u00A0\u202F\u2009]", "G");
    boolean right = !marked.contains("G") || GROUPED.matcher(marked).matches();
    return right ? Optional.of(marked.replace("G", "")) : Optional.empty();
  }

  /** Removes a currency sign or code before or after the number. */
  private static String withoutCurrency(String text) {
    int from = 0;
    while (from < text.length() && isOfCurrency(text, from)) {
      from++;
    }
    int to = text.length();
    while (to > from && isOfCurrency(text, to - 1)) {
      to--;
    }
    boolean known = isCurrency(text.substring(0, from)) && isCurrency(text.substring(to));
    return known ? UnicodeText.trimmed(text.substring(from, to)) : text;
  }

  private static boolean isOfCurrency(String text, int at) {
    char c = text.charAt(at);
    boolean endsShortName = c == '.' && at > 0 && Character.isLetter(text.charAt(at - 1));
    return endsShortName
        || Character.isLetter(c)
        || Character.getType(c) == Character.CURRENCY_SYMBOL
        || UnicodeText.isBlank(c);
  }

  private static boolean isCurrency(String text) {
    StringBuilder name = new StringBuilder();
    text.chars()
        .filter(c -> Character.getType(c) != Character.CURRENCY_SYMBOL && !UnicodeText.isBlank(c))
        .forEach(c -> name.append((char) c));
    return name.isEmpty() || CURRENCIES.contains(name.toString().toLowerCase(Locale.ROOT));
  }

  private NumberText() {}
}
