package dev.leadlog.document;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.settings.SecretReference;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Defines where the secrets that a document references must be stored.
 *
 * @param under the required beginning of every reference, such as {@code ssm:/leadlog/page/}
 * @param local whether {@code env:NAME} and literal secrets are also allowed
 */
public record SecretLocation(String under, boolean local) {

  private static final Set<String> SECRET_URLS = Set.of("slack", "teams");

  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).*(token|secret|key|auth|password|credential|cookie|signature).*", Pattern.DOTALL);

  /**
   * Returns the location of one kind of secret in a deployment.
   *
   * @param kind {@code page} or {@code destination}
   */
  public static SecretLocation of(String kind, LeadlogSettings deployment) {
    return new SecretLocation(
        "ssm:" + deployment.secretsPath() + "/" + kind + "/", deployment.local());
  }

  /**
   * Returns whether the value of a field is a secret. A secret must not be shown, and in AWS it
   * must not be part of a document.
   */
  public static boolean isSecret(String field) {
    return SECRET.matcher(field).matches();
  }

  /**
   * The same for a field of a destination. The URL of a chat webhook is a secret, because everyone
   * who knows it may post there.
   */
  public static boolean isSecret(JsonNode destination, String field) {
    return isSecret(field)
        || (field.equals("url") && SECRET_URLS.contains(destination.path("type").asText()));
  }

  /**
   * Describes what is wrong with a reference. The text does not repeat the reference, because it
   * may be the secret itself.
   */
  public Optional<String> mistake(String reference) {
    if (!reference.startsWith("ssm:")) {
      return local
          ? Optional.empty()
          : Optional.of("must be " + under + "…, the name of the SSM parameter with the secret");
    }
    return SecretReference.isParameter(reference) && reference.startsWith(under)
        ? Optional.empty()
        : Optional.of("must name a parameter under " + under);
  }
}
