package dev.leadlog.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.graph.GraphFailure.Retry;
import dev.leadlog.workbench.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

  private static final Instant NOW = Instant.parse("2026-02-28T08:49:14Z");
  private static final Instant GIVE_UP = NOW.plus(Duration.ofHours(72));
  private static final double ALMOST_ONE = Math.nextDown(1.0);

  @Test
  void the_maximum_of_each_wait_is_twice_the_previous_one() {
    assertThat(List.of(longest(1), longest(2), longest(3), longest(4)))
        .containsExactly(seconds(10), seconds(20), seconds(40), seconds(80));
  }

  @Test
  void no_wait_is_longer_than_the_maximum_after_any_number_of_attempts() {
    assertThat(longest(13)).isEqualTo(Duration.ofHours(6));
    assertThat(longest(100)).isEqualTo(Duration.ofHours(6));
    assertThat(longest(Integer.MAX_VALUE)).isEqualTo(Duration.ofHours(6));
  }

  @Test
  void waits_are_spread_over_their_full_range_by_jitter() {
    Random random = new Random(42);
    RetrySchedule waits = new RetrySchedule(Settings.defaults().retry(), random::nextDouble);
    List<Long> seconds =
        random
            .ints(2_000)
            .mapToObj(i -> waits.next(new Retry.Soon(), 5, NOW, GIVE_UP))
            .map(next -> Duration.between(NOW, next).toSeconds())
            .toList();
    assertThat(seconds).allMatch(wait -> wait >= 1 && wait <= 160);
    assertThat(seconds).anyMatch(wait -> wait < 16).anyMatch(wait -> wait > 144);
    assertThat(seconds.stream().mapToLong(s -> s).average().orElseThrow()).isBetween(70.0, 90.0);
  }

  @Test
  void no_wait_is_shorter_than_the_minimum() {
    assertThat(wait(new Retry.Soon(), 1, 0)).isEqualTo(seconds(1));
  }

  @Test
  void no_wait_ends_after_the_time_to_give_up() {
    Instant soon = NOW.plusSeconds(7);
    Instant next = waits(ALMOST_ONE).next(new Retry.Soon(), 9, NOW, soon);
    assertThat(next).isEqualTo(soon);
  }

  @Test
  void a_lead_that_is_not_visible_at_Meta_waits_minutes_from_the_first_attempt() {
    assertThat(wait(new Retry.Slowly(), 1, ALMOST_ONE))
        .isBetween(Duration.ofMinutes(5).minusSeconds(1), Duration.ofMinutes(5));
    assertThat(wait(new Retry.Slowly(), 2, ALMOST_ONE))
        .isBetween(Duration.ofMinutes(10).minusSeconds(1), Duration.ofMinutes(10));
  }

  @Test
  void a_blocked_app_waits_hours() {
    assertThat(wait(new Retry.Late(), 1, 0)).isEqualTo(Duration.ofHours(3));
    assertThat(wait(new Retry.Late(), 9, ALMOST_ONE))
        .isBetween(Duration.ofHours(6).minusSeconds(1), Duration.ofHours(6));
  }

  @Test
  void a_throttled_page_waits_as_long_as_requested_plus_jitter() {
    Retry told = new Retry.At(NOW.plus(Duration.ofMinutes(7)));
    assertThat(wait(told, 50, 0)).isEqualTo(Duration.ofMinutes(7));
    assertThat(wait(told, 50, ALMOST_ONE))
        .isBetween(Duration.ofMinutes(7), Duration.ofMinutes(7).plusSeconds(5));
  }

  private static Duration longest(int attempts) {
    Duration wait = wait(new Retry.Soon(), attempts, ALMOST_ONE);
    return seconds(Math.round(wait.toMillis() / 1000.0));
  }

  private static Duration wait(Retry retry, int attempts, double random) {
    return Duration.between(NOW, waits(random).next(retry, attempts, NOW, GIVE_UP));
  }

  private static RetrySchedule waits(double random) {
    return new RetrySchedule(Settings.defaults().retry(), () -> random);
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
