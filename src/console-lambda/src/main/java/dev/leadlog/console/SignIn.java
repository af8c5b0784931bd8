package dev.leadlog.console;

import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;

/**
 * The sign-in configuration of the console: {@code config.json}, and the hosts to which the browser
 * may connect.
 */
@Singleton
class SignIn {

  private final ConsoleSettings settings;

  @Inject
  SignIn(ConsoleSettings settings) {
    this.settings = settings;
  }

  /**
   * {@code {"login":{"issuer","clientId","scopes","loginUrl"}}}, or {@code {"login":null}} without
   * an issuer.
   */
  String config() {
    JsonObject config = new JsonObject().putNull("login");
    settings
        .issuer()
        .ifPresent(
            issuer ->
                config.put(
                    "login",
                    new JsonObject()
                        .put("issuer", issuer)
                        .put("clientId", settings.clientId().orElse(""))
                        .put("scopes", settings.scopes().orElse("openid"))
                        .put("loginUrl", settings.loginUrl().orElse(""))));
    return config.encode();
  }

  /**
   * The sources of {@code connect-src}. Providers other than Cognito may issue tokens at any host.
   */
  String connections() {
    if (settings.issuer().isEmpty()) {
      return "'self'";
    }
    return settings.loginUrl().map(url -> "'self' " + origin(url)).orElse("'self' https:");
  }

  private static String origin(String url) {
    URI uri = URI.create(url);
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }
}
