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

  /** Headers that sign nothing, each made from the right one. */
  enum Bad {
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
    OF_BOTH_SECRETS_AS_ONE {
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
  @EnumSource(Bad.class)
  void what_is_not_signed_is_refused_and_nothing_of_it_is_stored(Bad bad) {
    String id = Aws.newId();
    byte[] body = bytes(Meta.envelope(Meta.change(id)));
    String header = bad.of(Meta.signature(WebhookProfile.SECRET, body), body);

    assertThat(Meta.post(body, header).statusCode()).isEqualTo(403);

    assertNothingIsStoredOf(id);
  }

  @Test
  void one_changed_byte_is_noticed() {
    String id = Aws.newId();
    byte[] body = bytes(Meta.envelope(Meta.change(id)));
    String signature = Meta.signature(WebhookProfile.SECRET, body);
    byte[] changed =
        new String(body, StandardCharsets.UTF_8)
            .replace("1772268553", "1772268554")
            .getBytes(StandardCharsets.UTF_8);

    assertThat(Meta.post(changed, signature).statusCode()).isEqualTo(403);

    assertNothingIsStoredOf(id);
  }

  @Test
  void a_trailing_space_is_a_changed_byte() {
    String id = Aws.newId();
    String body = Meta.envelope(Meta.change(id));
    String signature = Meta.signature(WebhookProfile.SECRET, bytes(body));

    assertThat(Meta.post(bytes(body + " "), signature).statusCode()).isEqualTo(403);
    assertThat(Meta.post(bytes(body + "\n"), signature).statusCode()).isEqualTo(403);

    assertNothingIsStoredOf(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // as Meta escapes
        "{\"object\":\"page\",\"entry\":[{\"id\":\"1\",\"time\":1,\"changes\":[{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":\"%s\",\"form_name\":\"Fr\\u00fchling \\u0939\\u0948\",\"url\":\"https:\\/\\/example.org\\/\"}}]}]}",
        // as Python separates
        "{\"object\": \"page\", \"entry\": [{\"id\": \"1\", \"time\": 1, \"changes\": [{\"field\": \"leadgen\", \"value\": {\"leadgen_id\": \"%s\"}}]}]}",
        // as a person types
        "\n{\n\t\"entry\" : [ { \"changes\" : [ { \"value\" : { \"leadgen_id\" : \"%s\" }, \"field\" : \"leadgen\" } ] } ],\r\n\t\"object\" : \"page\"\n}\n ",
        // unescaped, beyond the basic plane too
        "{\"object\":\"page\",\"entry\":[{\"id\":\"1\",\"time\":1,\"changes\":[{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":\"%s\",\"note\":\"é है 🚀\"}}]}]}",
        // what re-serialising would lose: a key twice, a number's form
        "{\"object\":\"page\",\"object\":\"page\",\"entry\":[{\"id\":\"1\",\"time\":1.0e0,\"changes\":[{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":\"%s\"}}]}]}",
      })
  void the_raw_bytes_are_what_is_signed(String body) {
    String id = Aws.newId();

    assertThat(Meta.post(body.formatted(id)).statusCode()).isEqualTo(200);

    assertThat(Stores.log(id)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {WebhookProfile.SECRET, WebhookProfile.OLDER_SECRET})
  void any_of_the_secrets_may_have_signed(String secret) {
    String id = Aws.newId();
    byte[] body = bytes(Meta.envelope(Meta.change(id)));

    assertThat(Meta.post(body, Meta.signature(secret, body)).statusCode()).isEqualTo(200);

    assertThat(Stores.log(id)).isNotEmpty();
  }

  @Test
  void a_refusal_says_nothing_of_the_right_signature() {
    byte[] body = bytes(Meta.envelope(Meta.change(Aws.newId())));
    String right = Meta.signature(WebhookProfile.SECRET, body);

    assertThat(Meta.post(body, "sha256=" + "0".repeat(64)).asString())
        .doesNotContain(right.substring("sha256=".length()))
        .doesNotContain(WebhookProfile.SECRET);
  }

  /** Three within five minutes are an alarm. */
  @Test
  void a_refusal_is_counted_and_what_is_signed_is_not() {
    byte[] body = bytes(Meta.envelope(Meta.change(Aws.newId())));

    assertThat(StandardOutput.of(() -> Meta.post(body, null))).contains("\"signature.rejected\":1");
    assertThat(StandardOutput.of(() -> Meta.post(new String(body, StandardCharsets.UTF_8))))
        .contains("\"leads.received\":1")
        .doesNotContain("signature.rejected");
  }

  @ParameterizedTest
  @NullAndEmptySource
  void who_sends_no_signature_is_told_that_the_header_is_missing(String header) {
    var answer = Meta.post(bytes("{}"), header);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body().asString()).contains("X-Hub-Signature-256 is missing");
  }

  @Test
  void the_signature_is_checked_before_the_body_is_read() {
    byte[] notJson = bytes("not JSON");

    assertThat(Meta.post(notJson, null).statusCode()).isEqualTo(403);
  }

  private static void assertNothingIsStoredOf(String id) {
    assertThat(Stores.log(id)).isEmpty();
    assertThat(Stores.announcedOnTheQueue()).isEmpty();
  }

  private static byte[] bytes(String body) {
    return body.getBytes(StandardCharsets.UTF_8);
  }
}
