package dev.leadlog.mapping.formatting;

import java.util.Locale;
import java.util.Optional;

/**
 * E-mail addresses as they are given out: {@code local@domain}, letters of any script, a domain
 * with a dot in it. Quoted local parts and addresses of numbers are legal and nobody's.
 */
public final class EmailAddress {

  private static final int LONGEST = 254;
  private static final int LONGEST_AROUND = 1_000;
  private static final int LONGEST_LOCAL = 64;
  private static final int LONGEST_LABEL = 63;
  private static final String OF_LOCALS = "!#$%&'*+-/=?^_`{|}~.";
  private static final String BEFORE = "<([\"'";
  private static final String BEHIND = ">)]\"',;.";

  public static boolean isValid(String text) {
    int at = text.indexOf('@');
    return at > 0
        && text.length() <= LONGEST
        && isLocal(text.substring(0, at))
        && isDomain(text.substring(at + 1));
  }

  /**
   * The address in the form in which two of one person are equal: lower case, without blanks,
   * {@code mailto:}, brackets, or a name before it.
   *
   * @return nothing where there is no address in it
   */
  public static Optional<String> normalized(String text) {
    if (text.length() > LONGEST_AROUND) {
      return Optional.empty();
    }
    String address = text.replace('\uFF20', '@').replace('\uFF0E', '.');
    int open = address.lastIndexOf('<');
    int close = address.indexOf('>', open + 1);
    if (open >= 0 && close > open) {
      address = address.substring(open + 1, close);
    }
    address = Texts.trimmed(address).toLowerCase(Locale.ROOT);
    address = unwrapped(address.startsWith("mailto:") ? address.substring(7) : address);
    return Optional.of(address).filter(EmailAddress::isValid);
  }

  private static String unwrapped(String address) {
    String rest = Texts.trimmed(address);
    while (!rest.isEmpty() && BEFORE.indexOf(rest.charAt(0)) >= 0) {
      rest = Texts.trimmed(rest.substring(1));
    }
    while (!rest.isEmpty() && BEHIND.indexOf(rest.charAt(rest.length() - 1)) >= 0) {
      rest = Texts.trimmed(rest.substring(0, rest.length() - 1));
    }
    return rest;
  }

  private static boolean isLocal(String local) {
    return local.length() <= LONGEST_LOCAL
        && !local.startsWith(".")
        && !local.endsWith(".")
        && !local.contains("..")
        && local.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || isOfLocals(c));
  }

  private static boolean isOfLocals(int c) {
    return OF_LOCALS.indexOf(c) >= 0 || isMark(c);
  }

  private static boolean isDomain(String domain) {
    String[] labels = domain.split("\\.", -1);
    for (String label : labels) {
      if (!isLabel(label)) {
        return false;
      }
    }
    String top = labels[labels.length - 1];
    return labels.length > 1 && top.length() > 1 && top.codePoints().anyMatch(Character::isLetter);
  }

  private static boolean isLabel(String label) {
    return !label.isEmpty()
        && label.length() <= LONGEST_LABEL
        && !label.startsWith("-")
        && !label.endsWith("-")
        && label.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || isMark(c));
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private EmailAddress() {}
}
