package dev.leadlog.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {

  @ParameterizedTest
  @CsvSource({
    "2026-02-28T08:49:14Z,            2026-02-28T08:49:14.000Z",
    "2026-02-28T08:49:00Z,            2026-02-28T08:49:00.000Z",
    "2026-02-28T08:49:14.120Z,        2026-02-28T08:49:14.120Z",
    "2026-02-28T08:49:14.000001Z,     2026-02-28T08:49:14.000Z",
    "2026-02-28T23:59:59.999999999Z,  2026-02-28T23:59:59.999Z",
  })
  void a_time_has_exactly_three_decimals_and_is_never_rounded_up(Instant time, String text) {
    assertThat(Times.text(time)).isEqualTo(text);
  }

  @Test
  void texts_sort_in_the_order_of_the_times() {
    assertThat(
            Stream.of("2026-02-28T08:49:14Z", "2026-02-28T08:49:14.001Z", "2026-02-28T08:49:14.01Z")
                .map(text -> Times.text(Instant.parse(text))))
        .isSorted();
  }

  @Test
  void a_day_is_the_day_in_utc() {
    assertThat(Times.day(Instant.parse("2026-02-28T23:59:59.999Z"))).isEqualTo("2026-02-28");
    assertThat(Times.day(Instant.parse("2026-03-01T00:00:00Z")))
        .isEqualTo(LocalDate.of(2026, 3, 1));
  }
}
