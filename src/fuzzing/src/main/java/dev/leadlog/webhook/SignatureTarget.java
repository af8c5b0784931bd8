package dev.leadlog.webhook;

import static dev.leadlog.fuzzing.Target.require;

import dev.leadlog.fuzzing.Target;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A signature header up to the first line feed, and the body after it. Only a signature with one of
 * the secrets is valid.
 */
public final class SignatureTarget implements Target {

  private static final List<String> SECRETS = List.of("one-secret", "an-older-secret");

  @Override
  public String name() {
    return "signature";
  }

  @Override
  public void read(byte[] input) {
    int end = 0;
    while (end < input.length && input[end] != '\n') {
      end++;
    }
    String header = new String(input, 0, end, StandardCharsets.UTF_8);
    byte[] body = Arrays.copyOfRange(input, Math.min(end + 1, input.length), input.length);
    boolean valid = Signature.isValid(header, body, SECRETS);
    require(
        valid == SECRETS.stream().anyMatch(s -> ("sha256=" + Hmac.of(s, body)).equals(header)),
        "only a signature with one of the secrets is valid");
    require(!Signature.isValid(header, body, List.of()), "without secrets nothing is valid");
  }
}
