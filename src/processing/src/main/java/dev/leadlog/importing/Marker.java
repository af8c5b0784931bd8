package dev.leadlog.importing;

import dev.leadlog.importing.Checkpoint.Progress;
import java.time.Instant;

/**
 * How far an uploaded file was imported, and by whom.
 *
 * @param sequencer which upload of the file it is about
 * @param reached what is done
 * @param done whether the results are written
 * @param owner the invocation that imports it now, or did last
 * @param until until when no other one may
 * @param writes counted up, so that only one of two writers succeeds; 0 before the first
 */
record Marker(
    String sequencer, Progress reached, boolean done, String owner, Instant until, int writes) {

  static Marker none(UploadedFile file) {
    return new Marker(file.sequencer(), Progress.NONE, false, "", Instant.EPOCH, 0);
  }

  /** For another upload under the same key, which takes the file over from whoever has it. */
  Marker anew(UploadedFile file) {
    return new Marker(file.sequencer(), Progress.NONE, false, "", Instant.EPOCH, writes);
  }

  Marker ownedBy(String invocation, Instant end) {
    return new Marker(sequencer, reached, done, invocation, end, writes);
  }

  Marker at(Progress progress) {
    return new Marker(sequencer, progress, done, owner, until, writes);
  }

  Marker finished(Progress progress) {
    return new Marker(sequencer, progress, true, owner, until, writes);
  }

  Marker written() {
    return new Marker(sequencer, reached, done, owner, until, writes + 1);
  }

  /** Whether it is about an upload that came after this one. */
  boolean isLaterThan(UploadedFile file) {
    int length = Math.max(sequencer.length(), file.sequencer().length());
    return padded(sequencer, length).compareTo(padded(file.sequencer(), length)) > 0;
  }

  private static String padded(String sequencer, int length) {
    return sequencer + "0".repeat(length - sequencer.length());
  }
}
