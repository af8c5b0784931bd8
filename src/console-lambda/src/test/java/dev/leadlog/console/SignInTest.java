package dev.leadlog.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignInTest {

  private static final String POOL =
      "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc";
  private static final String LOGIN = "https://leadlog-1.auth.eu-central-1.amazoncognito.com";

  @Test
  void the_configuration_contains_issuer_client_scopes_and_login_url() {
    assertThat(signIn(POOL, LOGIN).config())
        .isEqualTo(
            "{\"login\":{\"issuer\":\""
                + POOL
                + "\",\"clientId\":\"client\",\"scopes\":\"openid leadlog/read\",\"loginUrl\":\""
                + LOGIN
                + "\"}}");
  }

  @Test
  void the_browser_may_connect_only_to_the_login_pages_of_cognito() {
    assertThat(signIn(POOL, LOGIN + "/").connections()).isEqualTo("'self' " + LOGIN);
  }

  @Test
  void the_browser_may_connect_to_any_https_host_of_another_provider() {
    assertThat(signIn("https://login.example.com", null).connections()).isEqualTo("'self' https:");
  }

  @Test
  void the_browser_may_connect_only_to_the_console_without_an_issuer() {
    assertThat(signIn(null, null).connections()).isEqualTo("'self'");
    assertThat(signIn(null, null).config()).isEqualTo("{\"login\":null}");
  }

  private static SignIn signIn(String issuer, String loginUrl) {
    return new SignIn(
        new ConsoleSettings() {
          @Override
          public Optional<String> issuer() {
            return Optional.ofNullable(issuer);
          }

          @Override
          public Optional<String> clientId() {
            return Optional.of("client");
          }

          @Override
          public Optional<String> scopes() {
            return Optional.of("openid leadlog/read");
          }

          @Override
          public Optional<String> loginUrl() {
            return Optional.ofNullable(loginUrl);
          }
        });
  }
}
