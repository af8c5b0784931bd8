package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.settings.LeadlogSettings;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings of an {@code http} destination.
 *
 * @param url null where it is missing or wrong
 * @param secrets where the secrets are that sign, newest first
 * @param headers fixed ones; a value may say where a secret is
 * @param body null for the usual one
 */
record HttpSetting(URI url, List<String> secrets, Map<String, String> headers, BodyTemplate body) {

  private static final int MOST_SECRETS = 2;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]+");

  /** Those that belong to the connection, and those that are ours. */
  private static final Set<String> NOT_YOURS =
      Set.of(
          "connection",
          "content-length",
          "content-type",
          "expect",
          "host",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  static HttpSetting read(SettingReader reader, Targets targets, LeadlogSettings settings) {
    reader.knowing("url", "secret", "headers", "body");
    String url = reader.requiredText("url", "the URL to post to").orElse(null);
    URI checked = url == null ? null : checked(reader, targets, url);
    List<String> secrets =
        reader.has("secret") ? reader.secrets("secret") : List.of(settings.http().secret());
    if (secrets.size() > MOST_SECRETS) {
      reader.mistake("secret", "must be one, or two while one is being replaced");
    }
    Map<String, String> headers = reader.object("headers");
    headers.forEach((name, value) -> check(reader, settings.local(), name, value));
    return new HttpSetting(checked, secrets, headers, body(reader));
  }

  private static URI checked(SettingReader reader, Targets targets, String url) {
    targets.mistake(url).ifPresent(mistake -> reader.mistake("url", mistake));
    return targets.mistake(url).isPresent() ? null : URI.create(url);
  }

  private static void check(SettingReader reader, boolean local, String name, String value) {
    String place = "headers." + name;
    String lower = name.toLowerCase(Locale.ROOT);
    if (!NAME.matcher(name).matches()) {
      reader.mistake(place, "is not the name of a header");
    } else if (NOT_YOURS.contains(lower) || lower.startsWith("webhook-")) {
      reader.mistake(place, "is set by Leadlog; leave it out");
    } else if (!isHeaderValue(value)) {
      reader.mistake(place, "must be printable ASCII, and not empty");
    } else if (DestinationSetting.isSecret(name)) {
      reader.checkedSecret(place, name, value);
    } else if (isReference(value) && !(local && value.startsWith("env:"))) {
      reader.checkedSecret(place, "secret", value);
    }
  }

  /** Whether a header's value says where it is, and is not the value itself. */
  static boolean isReference(String value) {
    return value.startsWith("ssm:") || value.startsWith("env:");
  }

  static boolean isHeaderValue(String value) {
    return VALUE.matcher(value).matches();
  }

  /** Everything that is a reference to a secret. */
  List<String> references() {
    return Stream.concat(secrets.stream(), headers.values().stream())
        .filter(HttpSetting::isReference)
        .toList();
  }

  private static BodyTemplate body(SettingReader reader) {
    JsonNode body = reader.json("body");
    if (!reader.has("body")) {
      return null;
    }
    if (!body.isContainerNode()) {
      reader.mistake("body", "must be a JSON object or list, as {\"name\": \"{{full_name}}\"}");
      return null;
    }
    return new BodyTemplate(body);
  }

  /** Without the URL and the headers, which may be secrets. */
  @Override
  public String toString() {
    return "HttpSetting[" + (url == null ? null : url.getHost()) + "]";
  }
}
