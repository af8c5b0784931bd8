package dev.leadlog.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.testing.Aws;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@TestProfile(WebhookProfile.class)
class SignatureTest {

  /** Invalid signatures, each derived from the valid one. */
  enum InvalidSignature {
    MISSING {
      @Override
      String of(String right, byte[] body) {
        return null;
      }
    },
    EMPTY {
      @Override
      String of(String right, byte[] body) {
        return "";
      }
    },
    TOO_SHORT {
      @Override
      String of(String right, byte[] body) {
        return right.substring(0, right.length() - 1);
      }
    },
    TOO_LONG {
      @Override
      String of(String right, byte[] body) {
        return right + "0";
      }
    },
    PREFIX_ONLY {
      @Override
      String of(String right, byte[] body) {
        return "sha256=";
      }
    },
    WITHOUT_PREFIX {
      @Override
      String of(String right, byte[] body) {
        return right.substring("sha256=".length());
      }
    },
    WRONG_PREFIX {
      @Override
      String of(String right, byte[] body) {
        return right.replace("sha256=", "sha512=");
      }
    },
    UPPER_CASE_PREFIX {
      @Override
      String of(String right, byte[] body) {
        return right.replace("sha256=", "SHA256=");
      }
    },
    SHA1 {
      @Override
      String of(String right, byte[] body) {
        return "sha1="
            + HexFormat.of().formatHex(Meta.hmac("HmacSHA1", WebhookProfile.SECRET, body));
      }
    },
    SHA1_UNDER_THE_NAME_OF_SHA256 {
      @Override
      String of(String right, byte[] body) {
        return SHA1.of(right, body).replace("sha1=", "sha256=");
      }
    },
    UPPER_CASE_HEX {
      @Override
      String of(String right, byte[] body) {
        return "sha256=" + right.substring("sha256=".length()).toUpperCase(Locale.ROOT);
      }
    },
    NOT_HEX {
      @Override
      String of(String right, byte[] body) {
        return "sha256=" + "z".repeat(64);
      }
    },
    ONE_DIGIT_CHANGED {
      @Override
      String of(String right, byte[] body) {
        char last = right.charAt(right.length() - 1);
        return right.substring(0, right.length() - 1) + (last == '0' ? '1' : '0');
      }
    },
    OF_ANOTHER_SECRET {
      @Override
      String of(String right, byte[] body) {
        return Meta.signature("someone-else", body);
      }
    },
    OF_ANOTHER_BODY {
      @Override
      String of(String right, byte[] body) {
        return Meta.signature(WebhookProfile.SECRET, "{}".getBytes(StandardCharsets.UTF_8));
      }
    },
    OF_BOTH_SECRETS_JOINED {
      @Override
      String of(String right, byte[] body) {
        return Meta.signature(WebhookProfile.SECRET + "," + WebhookProfile.OLDER_SECRET, body);
      }
    };

    abstract String of(String right, byte[] body);
  }

  @BeforeEach
  void reset() {
    Stores.reset();
  }

  @ParameterizedTest
  @EnumSource(InvalidSignature.class)
  void a_body_without_a_valid_signature_is_rejected_and_not_stored(InvalidSignature bad) {
    String id = Aws.newId();
    byte[] body = bytes(Meta.envelope(Meta.change(id)));
    String header = bad.of(Meta.signature(WebhookProfile.SECRET, body), body);

    assertThat(Meta.post(body, header).statusCode()).isEqualTo(403);

    assertNotStored(id);
  }

  @Test
  void a_body_with_one_changed_byte_is_rejected() {
    String id = Aws.newId();
    byte[] body = bytes(Meta.envelope(Meta.change(id)));
    String signature = Meta.signature(WebhookProfile.SECRET, body);
    byte[] changed =
        new String(body, StandardCharsets.UTF_8)
            .replace("1772268553", "1772268554")
            .getBytes(StandardCharsets.UTF_8);

    assertThat(Meta.post(changed, signature).statusCode()).isEqualTo(403);

    assertNotStored(id);
  }

  @Test
  void a_body_with_trailing_white_space_is_rejected() {
    String id = Aws.newId();
    String body = Meta.envelope(Meta.change(id));
    String signature = Meta.signature(WebhookProfile.SECRET, bytes(body));

    assertThat(Meta.post(bytes(body + " "), signature).statusCode()).isEqualTo(403);
    assertThat(Meta.post(bytes(body + "\n"), signature).statusCode()).isEqualTo(403);

    assertNotStored(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // escaped as Meta does
        "{\"object\":\"page\",\"entry\":[{\"id\":\"1\",\"time\":1,\"changes\":[{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":\"%s\",\"form_name\":\"Fr\\u00fchling \\u0939\\u0948\",\"url\":\"https:\\/\\/example.org\\/\"}}]}]}",
        // separators as in Python
        "{\"object\": \"page\", \"entry\": [{\"id\": \"1\", \"time\": 1, \"changes\": [{\"field\": \"leadgen\", \"value\": {\"leadgen_id\": \"%s\"}}]}]}",
        // white space as in typed text
        "\n{\n\t\"entry\" : [ { \"changes\" : [ { \"value\" : { \"leadgen_id\" : \"%s\" }, \"field\" : \"leadgen\" } ] } ],\r\n\t\"object\" : \"page\"\n}\n ",
        // not escaped, also outside the Basic Multilingual Plane
        "{\"object\":\"page\",\"entry\":[{\"id\":\"1\",\"time\":1,\"changes\":[{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":\"%s\",\"note\":\"é है 🚀\"}}]}]}",
        // lost by serialising again: a duplicate key, the notation of a number
        "{\"object\":\"page\",\"object\":\"page\",\"entry\":[{\"id\":\"1\",\"time\":1.0e0,\"changes\":[{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":\"%s\"}}]}]}",
      })
  void the_signature_is_verified_over_the_raw_bytes(String body) {
    String id = Aws.newId();

    assertThat(Meta.post(body.formatted(id)).statusCode()).isEqualTo(200);

    assertThat(Stores.log(id)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {WebhookProfile.SECRET, WebhookProfile.OLDER_SECRET})
  void a_signature_with_any_of_the_secrets_is_accepted(String secret) {
    String id = Aws.newId();
    byte[] body = bytes(Meta.envelope(Meta.change(id)));

    assertThat(Meta.post(body, Meta.signature(secret, body)).statusCode()).isEqualTo(200);

    assertThat(Stores.log(id)).isNotEmpty();
  }

  @Test
  void a_rejection_reveals_neither_the_signature_nor_the_secret() {
    byte[] body = bytes(Meta.envelope(Meta.change(Aws.newId())));
    String right = Meta.signature(WebhookProfile.SECRET, body);

    assertThat(Meta.post(body, "sha256=" + "0".repeat(64)).asString())
        .doesNotContain(right.substring("sha256=".length()))
        .doesNotContain(WebhookProfile.SECRET);
  }

  /** Three within five minutes raise an alarm. */
  @Test
  void only_rejected_signatures_are_counted() {
    byte[] body = bytes(Meta.envelope(Meta.change(Aws.newId())));

    assertThat(StandardOutput.of(() -> Meta.post(body, null))).contains("\"signature.rejected\":1");
    assertThat(StandardOutput.of(() -> Meta.post(new String(body, StandardCharsets.UTF_8))))
        .contains("\"leads.received\":1")
        .doesNotContain("signature.rejected");
  }

  @ParameterizedTest
  @NullAndEmptySource
  void a_request_without_a_signature_gets_a_403_that_names_the_header(String header) {
    var answer = Meta.post(bytes("{}"), header);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body().asString()).contains("X-Hub-Signature-256 is missing");
  }

  @Test
  void the_signature_is_checked_before_the_body_is_read() {
    byte[] notJson = bytes("not JSON");

    assertThat(Meta.post(notJson, null).statusCode()).isEqualTo(403);
  }

  private static void assertNotStored(String id) {
    assertThat(Stores.log(id)).isEmpty();
    assertThat(Stores.announcedOnTheQueue()).isEmpty();
  }

  private static byte[] bytes(String body) {
    return body.getBytes(StandardCharsets.UTF_8);
  }
}
