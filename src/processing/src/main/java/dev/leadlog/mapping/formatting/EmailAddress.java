package dev.leadlog.mapping.formatting;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks and normalizes e-mail addresses: {@code local@domain} with letters of any script and a dot
 * in the domain. Quoted local parts and IP addresses are rejected, although the standard allows
 * them.
 */
public final class EmailAddress {

  /** Describes a valid address, as text that follows "must be". */
  public static final String EXPECTED = "an e-mail address such as name@example.org";

  private static final int LONGEST = 254;
  private static final int LONGEST_TEXT = 1_000;
  private static final String LETTERS = "\\p{L}\\p{Nd}\\p{Mn}\\p{Mc}";
  private static final String WORD = "[" + LETTERS + "!#$%&'*+\\-/=?^_`{|}~]++";
  private static final String LABEL = "(?!-)[" + LETTERS + "-]{1,63}+(?<!-)";

  /**
   * At most 64 characters before the @; the last label has at least two characters, one of them a
   * letter.
   */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?=[^@]{1,64}@)WORD(?:\\.WORD)*+@(?:LABEL\\.)+(?=[^.]*\\p{L})(?=..)LABEL"
              .replace("WORD", WORD)
              .replace("LABEL", LABEL));

  private static final String BEFORE = "<([\"'";
  private static final String BEHIND = ">)]\"',;.";

  public static boolean isValid(String text) {
    return text.length() <= LONGEST && ADDRESS.matcher(text).matches();
  }

  /**
   * Normalizes an address for comparison: lower case, without blanks, {@code mailto:}, brackets, or
   * a name before it.
   *
   * @return empty if there is no valid address
   */
  public static Optional<String> normalized(String text) {
    if (text.length() > LONGEST_TEXT) {
      return Optional.empty();
    }
    String address = text.replace('\uFF20', '@').replace('\uFF0E', '.');
    int open = address.lastIndexOf('<');
    int close = address.indexOf('>', open + 1);
    if (open >= 0 && close > open) {
      address = address.substring(open + 1, close);
    }
    address = UnicodeText.trimmed(address).toLowerCase(Locale.ROOT);
    address = unwrapped(address.startsWith("mailto:") ? address.substring(7) : address);
    return Optional.of(address).filter(EmailAddress::isValid);
  }

  private static String unwrapped(String address) {
    String rest = UnicodeText.trimmed(address);
    while (!rest.isEmpty() && BEFORE.indexOf(rest.charAt(0)) >= 0) {
      rest = UnicodeText.trimmed(rest.substring(1));
    }
    while (!rest.isEmpty() && BEHIND.indexOf(rest.charAt(rest.length() - 1)) >= 0) {
      rest = UnicodeText.trimmed(rest.substring(0, rest.length() - 1));
    }
    return rest;
  }

  private EmailAddress() {}
}
