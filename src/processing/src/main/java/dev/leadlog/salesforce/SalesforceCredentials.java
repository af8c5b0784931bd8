package dev.leadlog.salesforce;

import dev.leadlog.settings.Secrets;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The consumer key and the consumer secret of an app, or references to them.
 *
 * @param clientId the key itself, or a reference
 * @param clientSecret a reference; in local mode also the secret itself
 */
record SalesforceCredentials(String clientId, String clientSecret) {

  /** Returns the form of a token request; empty if the key or the secret cannot be read. */
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

  /** Without the values, because the secret may be a literal. */
  @Override
  public String toString() {
    return "SalesforceCredentials[]";
  }
}
