package dev.leadlog.proof;

import dev.leadlog.proof.Track.Spent;
import java.util.List;

/** One instance of the processor, batch after batch, from the queue to the leads table. */
final class Processing implements Part {

  private static final int LEADS = 1_000;

  @Override
  public void measure(Track track, Section section) {
    List<String> leads = track.stage().leads(LEADS);
    try (Function api = track.stage().start("Api");
        Function webhook = track.stage().start("Webhook");
        Function processor = track.stage().start("Processor")) {
      Track.invoke(api, track.events().file("api-save-page"));
      Track.invoke(webhook, track.events().announcing(leads));
      Spent spent = track.workOff("LeadQueue", processor);
      track.assertDelivered(leads);
      section.say(
          "One processor instance: %d leads delivered, %.0f a second, %.0f ms a batch of %d, peak memory %d MB.",
          LEADS,
          LEADS / Figures.seconds(spent.onLeads()),
          spent.onLeads().toMillis() / (double) spent.batches(),
          Math.round(LEADS / (double) spent.batches()),
          processor.peakMemory() >> 20);
    }
  }
}
