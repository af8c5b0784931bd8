package dev.leadlog.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

  private static final String FORTY_DIGITS = "1234567890".repeat(4);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "444444444444",
        "999999999999999999",
        "1234567890123456789012345678901234567890"
      })
  void one_to_forty_digits_are_an_id(String digits) {
    assertThat(new LeadgenId(digits)).hasToString(digits);
    assertThat(new PageId(digits)).hasToString(digits);
    assertThat(new FormId(digits)).hasToString(digits);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        "0",
        "007",
        "-1",
        "+1",
        "1.0",
        "1e3",
        "l:123",
        "12 34",
        "12\n",
        "١٢٣",
        "abc",
        "12345678901234567890123456789012345678901"
      })
  void other_text_is_not_an_id(String text) {
    assertThat(LeadgenId.of(text)).isEmpty();
    assertThat(PageId.of(text)).isEmpty();
    assertThat(FormId.of(text)).isEmpty();
    assertThatThrownBy(() -> new LeadgenId(text)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PageId(text)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FormId(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_malformed_id_needs_a_complete_sha256() {
    String sha256 = "0123456789abcdef".repeat(4);

    assertThat(new LeadgenId("malformed-" + sha256).isMalformed()).isTrue();
    assertThat(new LeadgenId(FORTY_DIGITS).isMalformed()).isFalse();
    assertThat(LeadgenId.of("malformed-" + sha256.substring(1))).isEmpty();
    assertThat(LeadgenId.of("malformed-" + sha256.toUpperCase())).isEmpty();
    assertThat(PageId.of("malformed-" + sha256)).isEmpty();
  }

  @Test
  void only_the_dummy_id_is_a_dashboard_test() {
    assertThat(new LeadgenId("444444444444").isDashboardTest()).isTrue();
    assertThat(new LeadgenId("4444444444444").isDashboardTest()).isFalse();
  }
}
