package dev.leadlog.proof;

import dev.leadlog.proof.Track.Spent;
import java.util.List;

/**
 * One instance of the processor, with leads that a page's configuration was missing for: a job puts
 * them back, and they are delivered with the payloads that are stored.
 */
final class Reprocessing implements Part {

  private static final int LEADS = 1_000;

  @Override
  public void measure(Track track, Section section) {
    String page = track.ids(1).get(0);
    String form = track.ids(1).get(0);
    List<String> leads = track.stage().leads(page, form, LEADS);
    Events events = track.events();
    try (Function api = track.stage().start("Api");
        Function webhook = track.stage().start("Webhook");
        Function processor = track.stage().start("Processor")) {
      Track.invoke(webhook, events.announcing(page, form, leads));
      track.workOff("LeadQueue", processor);
      Track.invoke(api, events.savePage(page, List.of(form)));
      Track.invoke(
          api, events.post("/api/lead-logs/process", "{\"filter\":{\"pageId\":\"" + page + "\"}}"));
      Spent ofTheJob = track.workOff("JobQueue", processor);
      Spent spent = track.workOff("BacklogQueue", processor);
      track.assertDelivered(leads);
      section.header("reprocessing %,d leads, one instance".formatted(LEADS), "leads a second");
      section.row("put back by the job", LEADS / Figures.seconds(ofTheJob.onJobs()));
      section.row(
          "then delivered from their stored payloads, in batches of ten",
          LEADS / Figures.seconds(spent.onLeads()));
    }
  }
}
