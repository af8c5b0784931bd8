package dev.leadlog.salesforce;

import dev.leadlog.settings.Secrets;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The consumer key and the consumer secret of an app, or where they are.
 *
 * @param clientId the key itself, or a reference
 * @param clientSecret a reference; locally also the secret itself
 */
record SalesforceCredentials(String clientId, String clientSecret) {

  /** The form of a token request; nothing where the key or the secret cannot be read. */
  Optional<String> form(Secrets secrets) {
    return secrets
        .resolve(clientId)
        .flatMap(
            id ->
                secrets
                    .resolve(clientSecret)
                    .map(
                        secret ->
                            "grant_type=client_credentials&client_id="
                                + encoded(id)
                                + "&client_secret="
                                + encoded(secret)));
  }

  void reread(Secrets secrets) {
    secrets.reread(clientId);
    secrets.reread(clientSecret);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Nothing: the secret may stand there itself. */
  @Override
  public String toString() {
    return "SalesforceCredentials[]";
  }
}
