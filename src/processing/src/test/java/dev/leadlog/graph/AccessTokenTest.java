package dev.leadlog.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccessTokenTest {

  /** The test vector of RFC 4231, test case 2: HMAC-SHA256 with the key "Jefe". */
  @Test
  void the_proof_is_the_hex_hmac_of_the_token_under_the_app_secret() {
    assertThat(new AccessToken("what do ya want for nothing?", "env:TOKEN").proof("Jefe"))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  @Test
  void the_text_of_a_token_object_does_not_contain_the_token() {
    AccessToken token = new AccessToken("EAAB-the-token", "EAAB-the-token");
    assertThat(token.toString()).doesNotContain("EAAB");
    assertThat(token.fingerprint()).doesNotContain("EAAB").hasSize(32);
  }

  @Test
  void a_token_has_the_same_fingerprint_from_each_source() {
    assertThat(new AccessToken("EAAB", "env:A").fingerprint())
        .isEqualTo(new AccessToken("EAAB", "ssm:/leadlog/page/1").fingerprint())
        .isNotEqualTo(new AccessToken("EAAC", "env:A").fingerprint());
  }
}
