package dev.leadlog.polling;

import dev.leadlog.log.FormId;
import java.time.Instant;

/**
 * The progress of a form's poll.
 *
 * @param readAt when its leads were last read to their end; null for never. They are read when
 *     their number has changed, else once a day
 * @param leadsCount Meta's number of leads at that time; null if Meta returned none
 * @param reading whether a reading is not finished yet
 */
public record PolledForm(FormId form, Instant readAt, Long leadsCount, boolean reading) {

  static PolledForm of(FormId form, FormCheckpoint checkpoint) {
    return new PolledForm(
        form, checkpoint.readAt(), checkpoint.leadsCount(), checkpoint.cursor() != null);
  }
}
