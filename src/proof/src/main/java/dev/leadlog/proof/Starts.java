package dev.leadlog.proof;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * From a new process to its first answer, all of its files in the system's cache, and what an
 * answer takes once it is warm. The poller sweeps while nothing is due.
 */
final class Starts implements Part {

  private static final int STARTS = 7;
  private static final int WARM_UP = 300;
  private static final int WARM = 200;

  @Override
  public void measure(Track track, Section section) {
    section.header(
        "start",
        "until it asks for an event, ms",
        "until its first answer, ms",
        "peak memory, MB",
        "warm: median, ms",
        "99th percentile, ms");
    Events events = track.events();
    measure("Poller", () -> events.file("poller-sweep"), track, section);
    measure("Webhook", () -> events.announcing(track.ids(1)), track, section);
    measure("Api", () -> events.file("api-lead-logs"), track, section);
    measure("Processor", messages(track), track, section);
  }

  /** Events of one lead each, which stands in the log and can be read at Meta. */
  private static Supplier<String> messages(Track track) {
    try (Function webhook = track.stage().start("Webhook")) {
      track.drain();
      List<String> leads = track.stage().leads(STARTS + WARM_UP + WARM);
      Track.invoke(webhook, track.events().announcing(leads));
    }
    List<Message> messages = track.takeAll("LeadQueue");
    return () -> track.events().batch(List.of(messages.remove(0)));
  }

  private static void measure(String name, Supplier<String> event, Track track, Section section) {
    Figures init = new Figures();
    Figures first = new Figures();
    Figures warm = new Figures();
    long memory = 0;
    for (int i = 1; i <= STARTS; i++) {
      String firstEvent = event.get();
      long before = System.nanoTime();
      try (Function function = track.stage().start(name)) {
        Track.invoke(function, firstEvent);
        first.add(Duration.ofNanos(System.nanoTime() - before));
        init.add(function.init());
        memory = Math.max(memory, function.peakMemory());
        if (i == STARTS) {
          warm = warm(function, event);
        }
      }
    }
    section.row(
        name + ", " + track.stage().code(name),
        init.median(),
        first.median(),
        memory >> 20,
        warm.median(),
        warm.percentile(99));
  }

  private static Figures warm(Function function, Supplier<String> event) {
    Figures warm = new Figures();
    for (int i = 0; i < WARM_UP; i++) {
      Track.invoke(function, event.get());
    }
    for (int i = 0; i < WARM; i++) {
      String next = event.get();
      warm.measure(() -> Track.invoke(function, next));
    }
    return warm;
  }
}
