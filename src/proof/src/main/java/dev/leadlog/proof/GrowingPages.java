package dev.leadlog.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The processor's throughput where leads come from more and more pages, and forms of one page. */
final class GrowingPages implements Part {

  private static final int LEADS = 1_000;
  private static final int[] SIZES = {10, 100, 1_000};

  /** A form of a page. */
  private record Form(String page, String id) {}

  @Override
  public void measure(Track track, Section section) {
    Growth growth = new Growth();
    try (Function webhook = track.stage().start("Webhook");
        Function processor = track.stage().start("Processor")) {
      run(track, webhook, processor, pages(track, SIZES[0]));
      for (int size : SIZES) {
        growth.add("pages", size, run(track, webhook, processor, pages(track, size)));
        growth.add("forms of one page", size, run(track, webhook, processor, forms(track, size)));
      }
    }
    growth.tell(section, "leads a second, one instance");
    section.say(
        "Each page has a form. Each run is %,d leads in random order; an instance reads a page's"
            + " configuration every half minute.",
        LEADS);
    section.show(
        growth.draw(
            new Plot("pages", "Processing, as pages and forms grow", "how many", "leads a second"),
            what -> true));
  }

  private static List<Form> pages(Track track, int size) {
    List<Form> all = new ArrayList<>();
    for (String page : track.ids(size)) {
      all.add(new Form(page, page));
      track.configure(page, List.of(page));
    }
    return all;
  }

  private static List<Form> forms(Track track, int size) {
    String page = track.ids(1).get(0);
    List<String> forms = track.ids(size);
    track.configure(page, forms);
    return forms.stream().map(form -> new Form(page, form)).toList();
  }

  /** Leads a second. */
  private static double run(Track track, Function webhook, Function processor, List<Form> forms) {
    List<String> events = new ArrayList<>();
    List<String> leads = new ArrayList<>();
    for (Form form : forms) {
      List<String> some = track.stage().leads(form.page(), form.id(), LEADS / forms.size());
      leads.addAll(some);
      some.forEach(
          lead -> events.add(track.events().announcing(form.page(), form.id(), List.of(lead))));
    }
    Collections.shuffle(events, new Random(1));
    events.forEach(event -> Track.invoke(webhook, event));
    Duration spent = track.workOff("LeadQueue", processor).onLeads();
    track.assertDelivered(leads);
    return leads.size() / Figures.seconds(spent);
  }
}
