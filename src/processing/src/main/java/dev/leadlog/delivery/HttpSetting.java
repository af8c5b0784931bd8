package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.delivery.DestinationDescription.Setting;
import dev.leadlog.delivery.DestinationDescription.SettingType;
import dev.leadlog.document.SecretLocation;
import dev.leadlog.document.StrictReader;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings of an {@code http} destination.
 *
 * @param url null if it is missing or wrong
 * @param secrets references to the signing secrets, newest first
 * @param headers fixed headers; a value may be a reference to a secret
 * @param body the body template; null for the default body
 * @param acceptRedirect whether a redirect after the POST counts as success
 */
record HttpSetting(
    URI url,
    List<String> secrets,
    Map<String, String> headers,
    BodyTemplate body,
    boolean acceptRedirect) {

  static final DestinationDescription DESCRIPTION =
      new DestinationDescription(
          "HTTP endpoint",
          "Posts each lead as signed JSON to a URL; the same lead may be posted more than once.",
          List.of(
              Setting.required(
                  "url", SettingType.URL, "The URL to post to.", "https://example.com/leads"),
              Setting.optional(
                  "secret",
                  SettingType.SECRET,
                  "The parameter with the secret that signs the request. Without it, the"
                      + " deployment's.",
                  "ssm:/leadlog/destination/http"),
              Setting.optional(
                  "headers",
                  SettingType.OBJECT,
                  "Further headers; a value may be a reference to a secret.",
                  Map.of("X-Source", "meta")),
              Setting.optional(
                  "body",
                  SettingType.OBJECT,
                  "The JSON to post, with the mapped fields in double braces. Without it, the"
                      + " default JSON.",
                  Map.of("name", "{{full_name}}")),
              Setting.optional(
                  "acceptRedirect",
                  SettingType.BOOLEAN,
                  "Whether a redirect after the request means that the lead was accepted. Without"
                      + " it, false.",
                  true)));

  private static final int MOST_SECRETS = 2;

  /** Most servers accept at most 8 KB of headers. */
  private static final int MOST_HEADERS = 20;

  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_VALUE = 4_000;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]+");

  /** Headers of the connection, and headers that Leadlog sets itself. */
  private static final Set<String> RESERVED_HEADERS =
      Set.of(
          "accept-encoding",
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "expect",
          "http2-settings",
          "host",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  static HttpSetting read(
      StrictReader reader, EgressPolicy egressPolicy, LeadlogSettings settings) {
    reader.knowing(DESCRIPTION.names());
    URI url =
        reader
            .requiredText("url", "the URL to post to")
            .map(text -> egressPolicy.checked(text, reader))
            .orElse(null);
    SecretLocation place = DestinationSetting.secrets(settings);
    List<String> secrets =
        reader.has("secret") ? reader.secrets("secret", place) : List.of(settings.http().secret());
    if (secrets.size() > MOST_SECRETS) {
      reader.mistake("secret", "must be one secret, or two during a rotation");
    }
    return new HttpSetting(
        url, secrets, headers(reader, place), body(reader), reader.flag("acceptRedirect", false));
  }

  private static Map<String, String> headers(StrictReader reader, SecretLocation place) {
    Map<String, String> headers = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    if (reader.json("headers").size() > MOST_HEADERS) {
      reader.mistake("headers", "must be " + MOST_HEADERS + " at most");
    }
    reader
        .object("headers")
        .ifPresent(
            given -> {
              for (Map.Entry<String, JsonNode> header : given.json().properties()) {
                String name = header.getKey();
                String value = header.getValue().asText();
                if (header.getValue().isTextual()) {
                  mistake(name, value, place).ifPresent(wrong -> given.mistake(name, wrong));
                  headers.put(name, value);
                  if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                    given.mistake(name, "is listed twice; remove one");
                  }
                } else {
                  given.mistake(name, "must be text in quotes");
                }
              }
            });
    return headers;
  }

  private static Optional<String> mistake(String name, String value, SecretLocation place) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
      return Optional.of("is not the name of a header");
    }
    if (RESERVED_HEADERS.contains(lower) || lower.startsWith("webhook-")) {
      return Optional.of("is set by Leadlog; leave it out");
    }
    if (!isHeaderValue(value)) {
      return Optional.of("must be printable ASCII of 1 to " + LONGEST_VALUE + " characters");
    }
    return SecretLocation.isSecret(name) || isReference(value)
        ? place.mistake(value)
        : Optional.empty();
  }

  /** Returns whether a header's value is a reference to a secret. */
  static boolean isReference(String value) {
    return value.startsWith("ssm:") || value.startsWith("env:");
  }

  static boolean isHeaderValue(String value) {
    return value.length() <= LONGEST_VALUE && VALUE.matcher(value).matches();
  }

  /** Returns all references to secrets. */
  List<String> references() {
    return Stream.concat(secrets.stream(), headers.values().stream())
        .filter(HttpSetting::isReference)
        .toList();
  }

  private static BodyTemplate body(StrictReader reader) {
    JsonNode body = reader.json("body");
    if (!reader.has("body")) {
      return null;
    }
    if (!body.isContainerNode()) {
      reader.mistake("body", "must be a JSON object or list such as {\"name\": \"{{full_name}}\"}");
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
