package dev.leadlog.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampParserTest {

  @ParameterizedTest
  @CsvSource({
    "2026-02-28T08:49:14+0000, 2026-02-28T08:49:14Z",
    "2026-02-28T08:49:14+00:00, 2026-02-28T08:49:14Z",
    "2026-02-28T08:49:14-0500, 2026-02-28T13:49:14Z",
    "2026-02-28T14:19:14+05:30, 2026-02-28T08:49:14Z",
    "2026-02-28T08:49:14Z, 2026-02-28T08:49:14Z",
    "2026-02-28T08:49:14.123Z, 2026-02-28T08:49:14.123Z",
    "2026-02-28T08:49:14, 2026-02-28T08:49:14Z",
    "2026-02-28 08:49:14, 2026-02-28T08:49:14Z",
    "2026-02-28 08:49:14 +0100, 2026-02-28T07:49:14Z",
    "2026-02-28 08:49, 2026-02-28T08:49:00Z",
    "2026-02-28, 2026-02-28T00:00:00Z",
    "1772268554, 2026-02-28T08:49:14Z",
    "1772268554123, 2026-02-28T08:49:14.123Z",
  })
  void a_timestamp_is_read_as_an_instant_in_utc(String given, Instant moment) {
    assertThat(TimestampParser.of(given)).contains(moment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "02/28/2026",
        "28.02.2026",
        "2026-02-30",
        "2026-02-28T25:00:00Z",
        "46081.5",
        "now",
        "0"
      })
  void an_ambiguous_or_impossible_date_is_refused(String given) {
    assertThat(TimestampParser.of(given)).isEmpty();
  }

  @Test
  void a_cell_full_of_spaces_is_refused_quickly() {
    String cell = "2026-02-28" + " ".repeat(60_000) + "x";

    assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertThat(TimestampParser.of(cell)).isEmpty());
  }
}
