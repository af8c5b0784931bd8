package dev.leadlog.document;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.settings.SecretReference;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the secrets that a document names must be.
 *
 * @param under the beginning of every reference, as {@code ssm:/leadlog/page/}
 * @param local whether {@code env:NAME} and the secret itself are allowed too
 */
public record SecretLocation(String under, boolean local) {

  private static final Set<String> SECRET_URLS = Set.of("slack", "teams");

  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).*(token|secret|key|auth|password|credential|cookie|signature).*", Pattern.DOTALL);

  /**
   * The place of one kind of secrets of a deployment.
   *
   * @param kind {@code page} or {@code destination}
   */
  public static SecretLocation of(String kind, LeadlogSettings deployment) {
    return new SecretLocation(
        "ssm:" + deployment.secretsPath() + "/" + kind + "/", deployment.local());
  }

  /**
   * Whether the value of a field is a secret, which must neither be shown nor, in AWS, stand in a
   * document.
   */
  public static boolean isSecret(String field) {
    return SECRET.matcher(field).matches();
  }

  /**
   * The same for a field of a destination: whoever knows the URL of a chat's webhook may post
   * there.
   */
  public static boolean isSecret(JsonNode destination, String field) {
    return isSecret(field)
        || (field.equals("url") && SECRET_URLS.contains(destination.path("type").asText()));
  }

  /** What is wrong with a reference. It is not repeated, because it may be the secret itself. */
  public Optional<String> mistake(String reference) {
    if (!reference.startsWith("ssm:")) {
      return local
          ? Optional.empty()
          : Optional.of(
              "must be " + under + "… here, the name of the SSM parameter that holds the secret");
    }
    return SecretReference.isParameter(reference) && reference.startsWith(under)
        ? Optional.empty()
        : Optional.of("must name a parameter under " + under);
  }
}
