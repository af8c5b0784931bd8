package dev.leadlog.stats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import dev.leadlog.text.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class StatsJsonTest {

  private static final Instant FROM = Instant.parse("2026-02-27T18:15:00Z");
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final Instant TO = Instant.parse("2026-03-01T18:15:00Z");

  @Test
  void leads_are_counted_by_status_platform_and_source() {
    assertThat(json(true))
        .isEqualTo(
            Json.read(
                    """
                    {"from":"2026-02-27T18:15:00.000Z","to":"2026-03-01T18:15:00.000Z","zone":"Asia/Kathmandu","total":16,
                     "byStatus":{"Pending":3,"Unconfigured":0,"Disabled":4,"Processed":6,"Error":1,"Loss":2},
                     "byPlatform":{"Facebook":13,"Instagram":2,"unknown":1},
                     "bySource":{"Import":3,"Polling":1,"Webhook":12},
                     "byDay":[
                      {"day":"2026-02-28","total":7,
                       "byStatus":{"Pending":0,"Unconfigured":0,"Disabled":0,"Processed":6,"Error":1,"Loss":0},
                       "conversion":0.8571},
                      {"day":"2026-03-01","total":9,
                       "byStatus":{"Pending":3,"Unconfigured":0,"Disabled":4,"Processed":0,"Error":0,"Loss":2},
                       "conversion":0.0}],
                     "conversion":0.6667,
                     "secondsToProcessed":{"leads":5,"average":10.0}}""")
                .orElseThrow());
  }

  @Test
  void ratios_are_null_if_there_are_no_leads() {
    ObjectNode json = StatsJson.of(new PeriodTotals(FROM, TO, UTC));

    assertThat(json.path("conversion").isNull()).isTrue();
    assertThat(json.path("secondsToProcessed").path("average").isNull()).isTrue();
    assertThat(json.path("byDay")).hasSize(3);
  }

  @Test
  void pending_is_null_if_its_number_would_be_too_low() {
    assertThat(json(false).path("byStatus").path("Pending").isNull()).isTrue();
  }

  private static ObjectNode json(boolean withPending) {
    ZoneId zone = ZoneId.of("Asia/Kathmandu");
    PeriodTotals sums = new PeriodTotals(FROM, TO, zone);
    count(sums, "2026-02-27T18:15:00Z", Status.PROCESSED, Source.WEBHOOK, "Facebook", 6);
    count(sums, "2026-02-28T18:00:00Z", Status.ERROR, Source.POLLING, "", 1);
    count(sums, "2026-02-28T18:15:00Z", Status.LOSS, Source.WEBHOOK, "Instagram", 2);
    count(sums, "2026-02-28T23:45:00Z", Status.PENDING, Source.IMPORT, "Facebook", 3);
    count(sums, "2026-03-01T00:00:00Z", Status.DISABLED, Source.WEBHOOK, "Facebook", 4);
    count(sums, "2026-02-27T18:00:00Z", Status.ERROR, Source.WEBHOOK, "Facebook", 9);
    count(sums, "2026-03-01T18:15:00Z", Status.ERROR, Source.WEBHOOK, "Facebook", 9);
    sums.add(
        LocalDate.parse("2026-02-28"),
        Status.PROCESSED,
        Source.WEBHOOK,
        "Facebook",
        new LeadCounts(0, 5, 50));
    if (!withPending) {
      sums.leaveOutPending();
    }
    return (ObjectNode) Json.read(Json.text(StatsJson.of(sums))).orElseThrow();
  }

  private static void count(
      PeriodTotals sums, String quarter, Status status, Source source, String platform, int leads) {
    LocalDate day = sums.dayOf(Instant.parse(quarter));
    if (day != null) {
      sums.add(day, status, source, platform, new LeadCounts(leads, 0, 0));
    }
  }
}
