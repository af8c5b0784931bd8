package dev.leadlog.proof;

import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.StandingLogs;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What becomes slower as the log grows: processing, and what people look at. The log is of the last
 * ninety days.
 */
final class GrowingLog implements Part {

  private static final int[] SIZES = {1_000, 10_000, 100_000};
  private static final int LEADS = 500;
  private static final int LOOKS = 30;
  private static final int WARM_UP = 20;
  private static final int PAGES = 10;
  private static final Duration AGE = Duration.ofDays(90);
  private static final String PROCESSED = "processed, leads a second";

  private final Instant end = Instant.now();
  private final StandingLogs standing = new StandingLogs();
  private final Growth growth = new Growth();

  @Override
  public void measure(Track track, Section section) {
    try (Function api = track.stage().start("Api");
        Function webhook = track.stage().start("Webhook");
        Function processor = track.stage().start("Processor")) {
      Track.invoke(api, track.events().file("api-save-page"));
      processed(track, webhook, processor);
      List<String> pages = track.ids(PAGES);
      int there = 0;
      for (int size : SIZES) {
        List<String> ids = track.ids(size - there);
        fill(track, ids, pages);
        there = size;
        growth.add(PROCESSED, size, processed(track, webhook, processor));
        look(track, api, size, ids.get(0), pages.get(0));
      }
    }
    growth.tell(section, "lead logs in the last 90 days");
    section.say("Looking: medians of %d in ms, warm, through API Gateway's event.", LOOKS);
    section.show(
        growth.draw(
            new Plot("log-latency", "Looking, as the log grows", "lead logs", "ms, median"),
            what -> !what.equals(PROCESSED)));
    section.show(
        growth.draw(
            new Plot(
                "log-throughput", "Processing, as the log grows", "lead logs", "leads a second"),
            PROCESSED::equals));
  }

  private void look(Track track, Function api, int size, String lead, String page) {
    String from = end.minus(AGE).toString();
    Map<String, String> looks = new LinkedHashMap<>();
    looks.put("the newest 50", track.events().get("/api/lead-logs"));
    looks.put(
        "those of a page",
        track.events().get("/api/lead-logs", "pageId=" + page + "&from=" + from));
    looks.put(
        "Error of 90 days", track.events().get("/api/lead-logs", "status=Error&from=" + from));
    looks.put(
        "Error of a page, of 90 days",
        track.events().get("/api/lead-logs", "status=Error&pageId=" + page + "&from=" + from));
    looks.put("one lead log", track.events().get("/api/lead-logs/" + lead));
    looks.put("statistics of 30 days", track.events().get("/api/stats"));
    looks.put("statistics of 90 days", track.events().get("/api/stats", "from=" + from));
    looks.forEach((what, event) -> growth.add(what, size, look(api, event)));
  }

  /** In milliseconds. */
  private static double look(Function api, String event) {
    for (int i = 0; i < WARM_UP; i++) {
      Track.invoke(api, event);
    }
    Figures figures = new Figures();
    for (int i = 0; i < LOOKS; i++) {
      figures.measure(() -> Track.invoke(api, event));
    }
    return figures.median();
  }

  /** Leads a second. */
  private static double processed(Track track, Function webhook, Function processor) {
    List<String> leads = track.stage().leads(LEADS);
    Track.invoke(webhook, track.events().announcing(leads));
    Duration spent = track.workOff("LeadQueue", processor).onLeads();
    track.assertDelivered(leads);
    return LEADS / Figures.seconds(spent);
  }

  /** Writes them past the product, which would take hours, and the counters anew. */
  private void fill(Track track, List<String> ids, List<String> pages) {
    track.write(
        "LeadLogs",
        IntStream.range(0, ids.size())
            .mapToObj(place -> item(ids.get(place), pages, place, ids.size()))
            .toList());
    track.write("Bookkeeping", standing.counters());
  }

  private Map<String, AttributeValue> item(String id, List<String> pages, int place, int of) {
    PageId page = new PageId(pages.get(place % PAGES));
    Instant created = end.minus(AGE.multipliedBy(place).dividedBy(of));
    return standing.add(new LeadgenId(id), page, new FormId(page.text()), created, place % 47 == 7);
  }
}
