package dev.leadlog.importing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Keeps the marker of a file while it is imported, and says when time is up. */
final class Bookmark implements Checkpoint {

  private static final Duration BETWEEN_WRITES = Duration.ofSeconds(5);

  private final Markers markers;
  private final UploadedFile file;
  private final Clock clock;
  private final Instant end;
  private Marker marker;
  private Instant lastWrite;

  Bookmark(Markers markers, UploadedFile file, Marker marker, Clock clock, Instant end) {
    this.markers = markers;
    this.file = file;
    this.marker = marker;
    this.clock = clock;
    this.end = end;
    this.lastWrite = clock.instant();
  }

  /**
   * @throws IllegalStateException as every method, where another call has the file by now
   */
  void take() {
    save(marker);
  }

  @Override
  public boolean goesOn(Progress reached) {
    Instant now = clock.instant();
    if (now.isAfter(lastWrite.plus(BETWEEN_WRITES))) {
      keep(reached);
      lastWrite = now;
    }
    return now.isBefore(end);
  }

  /** Writes down where it is, so that a repetition goes on here. */
  void keep(Progress reached) {
    save(marker.at(reached));
  }

  /** Lets the next call go on at once. */
  void release(Progress reached) {
    save(marker.at(reached).ownedBy(marker.owner(), clock.instant()));
  }

  void finish(Progress reached) {
    save(marker.finished(reached));
  }

  private void save(Marker changed) {
    marker =
        markers
            .save(file, changed)
            .orElseThrow(
                () -> new IllegalStateException("another call imports " + file.key() + " by now"));
  }
}
