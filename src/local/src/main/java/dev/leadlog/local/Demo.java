package dev.leadlog.local;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.listing.LeadLogFilter;
import dev.leadlog.listing.LeadLogList;
import dev.leadlog.log.Status;
import dev.leadlog.simulatedmeta.MetaRequest;
import dev.leadlog.simulatedmeta.MetaResponse;
import dev.leadlog.simulatedmeta.SimulatedMeta;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Sends the demo leads, one for each status and special case, and prints a report of the log. */
@Singleton
class Demo {

  private static final Logger LOG = Logger.getLogger(Demo.class);

  private static final String ACME = "1635959142565683";
  private static final String DISABLED_PAGE = "1046218562109873";
  private static final String UNKNOWN_PAGE = "1772034085531964";
  private static final String OFFER = "527829666666421";
  private static final String CALLBACK = "527829666666422";
  private static final String UNKNOWN_FORM = "527829666666499";
  private static final String NEWSLETTER = "903317264081155";
  private static final String FORM_OF_UNKNOWN_PAGE = "611420937755028";

  private static final List<String> LEADS =
      List.of(
          lead(ACME, OFFER, ""),
          lead(UNKNOWN_PAGE, FORM_OF_UNKNOWN_PAGE, ""),
          lead(ACME, UNKNOWN_FORM, ""),
          lead(DISABLED_PAGE, NEWSLETTER, ""),
          lead(
              ACME,
              CALLBACK,
              ",\"answers\":{\"full_name\":\"Grace Hopper\",\"email\":\"grace@example.org\"}"),
          lead(ACME, OFFER, ",\"fault\":\"organic\""),
          lead(ACME, OFFER, ",\"fault\":\"testing-tool\""),
          lead(ACME, OFFER, ",\"fault\":\"throttled\""));

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int ROWS = 50;

  private final SimulatedMeta meta;
  private final LeadLogs logs;
  private final LeadLogList list;
  private final LeadlogSettings settings;
  private final LocalSettings local;
  private final Clock clock;

  Demo(
      SimulatedMeta meta,
      LeadLogs logs,
      LeadLogList list,
      LeadlogSettings settings,
      LocalSettings local,
      Clock clock) {
    this.meta = meta;
    this.logs = logs;
    this.list = list;
    this.settings = settings;
    this.local = local;
    this.clock = clock;
  }

  void run() {
    System.out.println("The console is on " + local.url() + "/console");
    if (!settings.meta().url().startsWith(local.url())) {
      System.out.println(
          "The Graph API is " + settings.meta().url() + ", so no demo leads are sent.");
    } else if (local.demo()) {
      sendIfLogIsEmpty();
    }
    System.out.println(report());
  }

  /** A failure here must not prevent the start. */
  private String report() {
    LeadReport report = new LeadReport(local);
    try {
      return report.of(
          newest().stream().flatMap(row -> logs.find(row.leadgenId()).stream()).toList());
    } catch (RuntimeException e) {
      LOG.warn("the leads of the log cannot be shown; Leadlog is running", e);
      return report.of(List.of());
    }
  }

  private void sendIfLogIsEmpty() {
    try {
      if (newest().isEmpty()) {
        System.out.println("The simulated Meta sends " + LEADS.size() + " leads …");
        send();
        awaitEveryLead();
      }
    } catch (RuntimeException e) {
      LOG.warn("the demo leads could not be sent; Leadlog is running", e);
    }
  }

  /** Sends the demo leads and returns their ids. */
  List<String> send() {
    return LEADS.stream().map(this::create).toList();
  }

  private String create(String lead) {
    MetaResponse response =
        meta.handle(
            new MetaRequest(
                "POST", "/leads", Map.of(), null, lead.getBytes(StandardCharsets.UTF_8)));
    return Json.stored(response.body()).path("leadgenIds").path(0).asText();
  }

  private void awaitEveryLead() {
    Instant end = clock.instant().plus(TIMEOUT);
    while (clock.instant().isBefore(end) && !allHaveSettled(newest())) {
      try {
        Thread.sleep(250);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static boolean allHaveSettled(List<LeadLog> logs) {
    return logs.size() >= LEADS.size()
        && logs.stream().noneMatch(log -> log.status() == Status.PENDING);
  }

  private List<LeadLog> newest() {
    Instant now = clock.instant();
    LeadLogFilter all = LeadLogFilter.between(now.minus(Duration.ofDays(7)), now.plusSeconds(60));
    return list.list(all, ROWS, null).items();
  }

  private static String lead(String page, String form, String more) {
    return "{\"pageId\":\"%s\",\"formId\":\"%s\"%s}".formatted(page, form, more);
  }
}
