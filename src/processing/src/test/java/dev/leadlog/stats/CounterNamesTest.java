package dev.leadlog.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A counter's name has only the first letters of status and source ({@link HourCounts}). */
class CounterNamesTest {

  @Test
  void each_counted_status_has_its_own_first_letter() {
    assertThat(letters(EnumSet.complementOf(EnumSet.of(Status.PENDING)).stream().map(Status::text)))
        .doesNotHaveDuplicates();
  }

  @Test
  void each_source_has_its_own_first_letter() {
    assertThat(letters(Stream.of(Source.values()).map(Source::text))).doesNotHaveDuplicates();
  }

  private static Stream<Character> letters(Stream<String> texts) {
    return texts.map(text -> text.charAt(0));
  }
}
