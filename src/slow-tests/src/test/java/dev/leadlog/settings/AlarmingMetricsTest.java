package dev.leadlog.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.health.Health;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.polling.LeadPoller;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Pages;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The metrics of the alarms are emitted when there is a reason, and end with it. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class AlarmingMetricsTest {

  @Inject RecordedMetrics metrics;
  @Inject Leads leads;
  @Inject Pages pages;
  @Inject Health health;
  @Inject LeadPoller leadPoller;
  @Inject MovableClock clock;

  private PageId page;

  @BeforeEach
  void reset() {
    leads.reset();
    pages.forgetAll();
    page = pages.configured();
    metrics.forget();
  }

  @Test
  void an_invalid_token_is_counted_with_the_first_lead_that_it_cannot_read() {
    leads.announced(page);
    refuseAll();

    leads.work();

    assertThat(metrics.counted("graph.token_dead")).isPositive();
    assertThat(metrics.counted("leads.concluded Error")).isEqualTo(1);
  }

  @Test
  void a_page_with_a_health_issue_is_counted_until_the_issue_is_resolved() {
    refuseAll();
    health.run(inTwoMinutes());
    assertThat(metrics.gauged("health.token_issues")).isEqualTo(1);

    Meta.accept(Pages.token(page));
    Meta.accept(Meta.SYSTEM_USER);
    health.run(inTwoMinutes());

    assertThat(metrics.gauged("health.token_issues")).isZero();
    assertThat(metrics.gauged("health.token_expiry")).isZero();
  }

  @Test
  void a_lead_without_a_webhook_is_counted_unless_its_webhook_may_still_arrive() {
    FormId form = Meta.form(page);
    Meta.lead(page, form, ago(Duration.ofHours(1)));
    poll();
    assertThat(metrics.counted("polling.found"))
        .as("leads before the first poll are not counted")
        .isZero();
    clock.move(Duration.ofHours(1));
    Meta.lead(page, form, ago(Duration.ofMinutes(10)));
    Meta.lead(page, form, ago(Duration.ofMinutes(1)));

    poll();

    assertThat(metrics.counted("polling.found")).isEqualTo(1);
  }

  @Test
  void each_sweep_reports_how_long_the_oldest_lead_has_been_due() {
    leads.sweep();
    assertThat(metrics.gauged("pending.oldest_due_seconds")).isZero();
    LeadgenId lead = Meta.lead(page);
    leads.log(lead, page, clock.instant().minus(Duration.ofMinutes(20)));

    leads.sweep();

    assertThat(metrics.gauged("pending.oldest_due_seconds")).isBetween(1_200.0, 1_260.0);
  }

  @Test
  void each_health_check_reports_the_age_of_the_oldest_unread_payload() {
    LeadgenId lead = leads.announced(Pages.unknown());
    Meta.refuse(Meta.SYSTEM_USER);
    leads.work();
    assertThat(leads.log(lead).leadPayload()).isNull();
    clock.move(Duration.ofDays(61));

    health.run(inTwoMinutes());

    assertThat(metrics.gauged("unread.oldest_days")).isBetween(60.0, 62.0);
  }

  private void refuseAll() {
    Meta.refuse(Pages.token(page));
    Meta.refuse(Meta.SYSTEM_USER);
  }

  private void poll() {
    leadPoller.run(inTwoMinutes());
  }

  private Instant inTwoMinutes() {
    return clock.instant().plus(Duration.ofMinutes(2));
  }

  /** A time in whole seconds, as Meta dates leads. */
  private Instant ago(Duration time) {
    return clock.instant().minus(time).truncatedTo(ChronoUnit.SECONDS);
  }
}
