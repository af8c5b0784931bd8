package dev.leadlog.settings;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Stops the start of a function with one message that names every missing or wrong setting. It
 * checks presence and syntax only, and calls no service.
 */
public final class SettingsCheck {

  private final List<String> problems = new ArrayList<>();

  public SettingsCheck require(String setting, Optional<String> value, String what) {
    return value.isEmpty() || value.get().isBlank() ? missing(setting, what) : this;
  }

  public SettingsCheck requireUrl(String setting, Optional<String> value, String what) {
    if (value.isEmpty() || value.get().isBlank()) {
      return missing(setting, what);
    }
    return isHttpUrl(value.get()) ? this : wrong(setting, value.get(), "an http(s) URL: " + what);
  }

  /** Checks an optional URL. */
  public SettingsCheck url(String setting, Optional<String> value, String what) {
    return value.isPresent() ? requireUrl(setting, value, what) : this;
  }

  /** The message never contains the value of a secret. */
  public SettingsCheck requireSecret(String setting, Optional<String> value, String what) {
    return value.isEmpty() || value.get().isBlank()
        ? missing(setting, what)
        : secret(setting, value);
  }

  public SettingsCheck requireSecrets(String setting, Optional<List<String>> values, String what) {
    if (values.isEmpty() || values.get().stream().allMatch(String::isBlank)) {
      return missing(setting, what);
    }
    values.get().forEach(value -> secret(setting, Optional.of(value)));
    return this;
  }

  public SettingsCheck secret(String setting, Optional<String> value) {
    if (value.filter(v -> v.startsWith("ssm:") && !SecretReference.isParameter(v)).isPresent()) {
      return wrong(
          setting, value.get(), "ssm: and the parameter's full name, as ssm:/leadlog/app/name");
    }
    return this;
  }

  /** Checks the path below which a deployment's secrets are. */
  public SettingsCheck secretsPath(String setting, String path) {
    return SecretReference.isParameter("ssm:" + path)
        ? this
        : wrong(setting, path, "a path of SSM parameters, as /leadlog");
  }

  /**
   * @throws IllegalStateException naming every problem found
   */
  public void stopIfAny() {
    if (!problems.isEmpty()) {
      throw new IllegalStateException(
          "Leadlog cannot start, "
              + (problems.size() == 1 ? "a setting is" : problems.size() + " settings are")
              + " missing or wrong: "
              + String.join("; ", problems));
    }
  }

  private SettingsCheck missing(String setting, String what) {
    problems.add(environmentName(setting) + " is missing, set it to " + what);
    return this;
  }

  private SettingsCheck wrong(String setting, String value, String expected) {
    problems.add(environmentName(setting) + " is \"" + value + "\" but must be " + expected);
    return this;
  }

  private static boolean isHttpUrl(String text) {
    try {
      URI uri = URI.create(text);
      return uri.getHost() != null && uri.getScheme() != null && uri.getScheme().matches("https?");
    } catch (IllegalArgumentException notAUri) {
      return false;
    }
  }

  private static String environmentName(String setting) {
    return setting.toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_");
  }
}
