package dev.leadlog.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.log.PageId;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.workbench.Pages;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Aws.class)
class ThrottleSlotsTest {

  @Inject ThrottleSlots slots;
  @Inject MovableClock clock;

  private final PageId page = Pages.unknown();
  private Instant soon;
  private Instant muchLater;
  private Instant end;

  @BeforeEach
  void times() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    soon = now.plusSeconds(60);
    muchLater = now.plusSeconds(3_600);
    end = now.plusSeconds(100_000);
  }

  @Test
  void leads_that_are_throttled_together_are_retried_one_per_second() {
    assertThat(slots.ofMeta(page, soon, end)).isEqualTo(soon);
    assertThat(slots.ofMeta(page, soon.minusMillis(300), end)).isEqualTo(soon.plusSeconds(1));
    assertThat(slots.ofMeta(page, soon.plusMillis(300), end)).isEqualTo(soon.plusSeconds(2));
  }

  @Test
  void a_lead_that_is_throttled_later_is_retried_after_the_waiting_ones() {
    for (int i = 0; i < 90; i++) {
      slots.ofMeta(page, soon, end);
    }

    assertThat(slots.ofMeta(page, soon.plusSeconds(20), end)).isEqualTo(soon.plusSeconds(90));
  }

  @Test
  void a_long_wait_for_meta_does_not_delay_a_destination_or_another_page() {
    slots.ofMeta(page, muchLater, end);
    slots.ofDestination(page, "frappe", muchLater, end);

    assertThat(slots.ofDestination(page, "crm", soon, end)).isEqualTo(soon);
    assertThat(slots.ofMeta(Pages.unknown(), soon, end)).isEqualTo(soon);
  }

  @Test
  void a_shorter_wait_is_kept_after_a_long_one() {
    slots.ofDestination(page, "crm", muchLater, end);

    assertThat(slots.ofDestination(page, "crm", soon, end)).isEqualTo(soon);
    assertThat(slots.ofDestination(page, "crm", soon, end)).isEqualTo(soon.plusSeconds(1));
  }

  @Test
  void no_slot_is_after_the_end_of_the_retries() {
    slots.ofMeta(page, soon, end);

    assertThat(slots.ofMeta(page, soon, soon.plusMillis(400))).isEqualTo(soon.plusMillis(400));
  }
}
