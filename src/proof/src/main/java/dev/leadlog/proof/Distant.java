package dev.leadlog.proof;

import java.time.Duration;

/**
 * Starts and acknowledgements of the webhook with its stores near, on this machine, and far: behind
 * TLS and 2 ms each way, which is about what they are in one region of AWS.
 */
final class Distant implements Part {

  private static final Duration ONE_WAY = Duration.ofMillis(2);
  private static final int STARTS = 9;
  private static final int WARM_UP = 300;
  private static final int WARM = 300;

  @Override
  public void measure(Track track, Section section) {
    section.header(
        "Webhook, stores",
        "until it asks for an event, ms",
        "until its first answer, ms",
        "that answer alone, ms",
        "warm: median, ms",
        "99th percentile, ms");
    measure("near", track, section, null);
    try (Distance distance = new Distance(ONE_WAY, track.stage().work())) {
      measure("far", track, section, track.stage().far(distance));
    }
    track.drain();
  }

  private static void measure(String where, Track track, Section section, Stage.Far far) {
    Figures init = new Figures();
    Figures first = new Figures();
    Figures firstAlone = new Figures();
    Figures warm = new Figures();
    for (int i = 1; i <= STARTS; i++) {
      String event = track.events().announcing(track.ids(1));
      long before = System.nanoTime();
      try (Function function = start(track, far)) {
        firstAlone.measure(() -> Track.invoke(function, event));
        first.add(Duration.ofNanos(System.nanoTime() - before));
        init.add(function.init());
        if (i == STARTS) {
          acknowledge(track, function, WARM_UP, new Figures());
          acknowledge(track, function, WARM, warm);
        }
      }
    }
    section.row(
        where,
        init.median(),
        first.median(),
        firstAlone.median(),
        warm.median(),
        warm.percentile(99));
  }

  private static Function start(Track track, Stage.Far far) {
    return far == null ? track.stage().start("Webhook") : track.stage().start("Webhook", far);
  }

  private static void acknowledge(Track track, Function function, int times, Figures figures) {
    for (int i = 0; i < times; i++) {
      String event = track.events().announcing(track.ids(1));
      figures.measure(() -> Track.invoke(function, event));
    }
  }
}
