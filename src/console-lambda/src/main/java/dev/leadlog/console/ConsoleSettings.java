package dev.leadlog.console;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The sign-in of the console. Without an issuer, there is no sign-in, as in local mode. */
@ConfigMapping(prefix = "leadlog.console")
interface ConsoleSettings {

  /** Settings without a sign-in. */
  ConsoleSettings NONE =
      new ConsoleSettings() {
        @Override
        public Optional<String> issuer() {
          return Optional.empty();
        }

        @Override
        public Optional<String> clientId() {
          return Optional.empty();
        }

        @Override
        public Optional<String> scopes() {
          return Optional.empty();
        }

        @Override
        public Optional<String> loginUrl() {
          return Optional.empty();
        }
      };

  /** The URL of the OpenID provider, which is also the issuer of its tokens. */
  Optional<String> issuer();

  /** The id of the console's public client at the provider. */
  Optional<String> clientId();

  /** The scopes that the console requests, separated by blanks. */
  Optional<String> scopes();

  /**
   * The URL of the login pages of a Cognito user pool. Without it, the provider's discovery
   * document is read.
   */
  Optional<String> loginUrl();
}
