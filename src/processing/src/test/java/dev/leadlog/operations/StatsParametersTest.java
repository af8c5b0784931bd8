package dev.leadlog.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.document.StrictReader;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatsParametersTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:07:30Z");

  @Test
  void the_default_period_is_the_last_30_days() {
    StatsParameters read = StatsParameters.read(StrictReader.ofQuery(Map.of()), NOW);

    assertThat(read.from()).isEqualTo("2026-10-26T00:00:00Z");
    assertThat(read.to()).isEqualTo("2026-11-24T10:15:00Z");
    assertThat(read.zone()).hasToString("UTC");
  }

  @Test
  void days_are_those_of_the_zone() {
    StatsParameters read =
        StatsParameters.read(
            StrictReader.ofQuery(
                Map.of("from", "2026-02-28", "to", "2026-03-01", "zone", "Asia/Kathmandu")),
            NOW);

    assertThat(read.from()).isEqualTo("2026-02-27T18:15:00Z");
    assertThat(read.to()).isEqualTo("2026-02-28T18:15:00Z");
  }

  @Test
  void times_begin_and_end_with_a_quarter_of_an_hour() {
    StatsParameters read =
        StatsParameters.read(
            StrictReader.ofQuery(
                Map.of("from", "2026-02-28T08:14:59+02:00", "to", "2026-02-28T08:15:00Z")),
            NOW);

    assertThat(read.from()).isEqualTo("2026-02-28T06:00:00Z");
    assertThat(read.to()).isEqualTo("2026-02-28T08:15:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "form|2026-02-28|form: unknown parameter; did you mean from?",
        "zone|Berlin|zone: \"Berlin\" must be a time zone such as Europe/Berlin",
        "from|yesterday|from: \"yesterday\" must be a time such as 2026-02-28T08:49:14Z, or a day such as 2026-02-28",
        "from|2026-12-01|from: must be before to",
        "from|2024-12-01|from: is more than 400 days before to; request a shorter period"
      })
  void a_mistake_has_a_remedy(String name, String value, String mistake) {
    StrictReader query = StrictReader.ofQuery(Map.of(name, value));
    StatsParameters.read(query, NOW);
    assertThat(query.mistakes()).containsExactly(mistake);
  }
}
