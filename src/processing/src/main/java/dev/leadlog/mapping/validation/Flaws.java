package dev.leadlog.mapping.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.log.Reason;
import dev.leadlog.mapping.Flaw;
import java.util.Optional;

/** What a validator says. */
final class Flaws {

  static Optional<Flaw> unless(boolean right, Reason reason, String expected, JsonNode value) {
    return right ? Optional.empty() : Optional.of(new Flaw(reason, expected, value));
  }

  private Flaws() {}
}
