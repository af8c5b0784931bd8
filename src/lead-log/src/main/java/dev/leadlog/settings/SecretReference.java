package dev.leadlog.settings;

import java.util.regex.Pattern;

/**
 * Tells what the text of a secret is: a reference to an SSM parameter, a reference to an
 * environment variable, or the secret itself.
 */
public final class SecretReference {

  /** The names that SSM allows for a parameter in a hierarchy. */
  private static final Pattern PARAMETER = Pattern.compile("ssm:(/[A-Za-z0-9_.-]+){1,15}");

  public static boolean isParameter(String text) {
    return PARAMETER.matcher(text).matches();
  }

  public static boolean isEnvironment(String text) {
    return text.startsWith("env:");
  }

  static String parameterName(String reference) {
    return reference.substring("ssm:".length());
  }

  private SecretReference() {}
}
