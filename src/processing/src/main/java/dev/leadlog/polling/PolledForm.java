package dev.leadlog.polling;

import dev.leadlog.log.FormId;
import java.time.Instant;

/**
 * How far the poll has read a form.
 *
 * @param readAt when its leads were last read to their end; null for never. They are read when
 *     their number has changed, else once a day
 * @param leadsCount how many leads Meta counted then; null where it did not say
 * @param reading whether a reading has not reached its end yet
 */
public record PolledForm(FormId form, Instant readAt, Long leadsCount, boolean reading) {

  static PolledForm of(FormId form, FormCheckpoint checkpoint) {
    return new PolledForm(
        form, checkpoint.readAt(), checkpoint.leadsCount(), checkpoint.cursor() != null);
  }
}
