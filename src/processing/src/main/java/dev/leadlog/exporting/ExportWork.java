package dev.leadlog.exporting;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.exporting.Progress.Part;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.JobWork;
import dev.leadlog.listing.LeadLogFilters;
import dev.leadlog.log.LeadLogFilter;
import dev.leadlog.log.LeadLogList;
import dev.leadlog.log.LeadLogPage;
import dev.leadlog.log.ListPosition;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;

/**
 * An export as a job: {@code {"filter"}}. Matched are the rows of the file. Rows are read slice by
 * slice into parts of one upload; the rest that is too small for a part lies beside the file until
 * the next slice. The last slice reads no rows, and only makes the file: done again, it finds it
 * made.
 */
@Singleton
class ExportWork implements JobWork {

  static final String KIND = "export";

  /** The smallest that S3 takes for a part that is not the last. */
  private static final int PART = 5 * 1024 * 1024;

  /** More at once are read with fewer queries, and held in memory. */
  private static final int ROWS_A_CALL = 2_000;

  private static final int ROWS_A_SLICE = 20_000;

  private static final Slice MADE = new Slice(0, 0, List.of(), null, Duration.ZERO);

  private final LeadLogList list;
  private final ExportBucket bucket;
  private final PartNumbers numbers;
  private final Clock clock;

  ExportWork(LeadLogList list, ExportBucket bucket, PartNumbers numbers, Clock clock) {
    this.list = list;
    this.bucket = bucket;
    this.numbers = numbers;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  /**
   * @throws IllegalStateException where S3 has given up the upload meanwhile
   */
  @Override
  public Slice run(Job job, Instant until) {
    ExportKey key = ExportKey.of(job);
    try {
      return run(job, key, until);
    } catch (NoSuchUploadException e) {
      if (bucket.isThere(key)) {
        return MADE;
      }
      throw new IllegalStateException(
          "S3 has given up the unfinished file, as it does after 7 days; begin the export again");
    }
  }

  private Slice run(Job job, ExportKey key, Instant until) {
    LeadLogFilter filter = filter(job.request().path("filter"));
    if (job.cursor() == null) {
      Progress begun = new Progress(bucket.begin(key), List.of(), null, null);
      return new Reading(key, begun, Rows.header()).from(filter, null, until);
    }
    Progress progress = Progress.read(job.cursor());
    return progress.position() == null
        ? make(key, progress)
        : new Reading(key, progress, "").from(filter, progress.position(), until);
  }

  private Slice make(ExportKey key, Progress progress) {
    List<Part> parts = new ArrayList<>(progress.parts());
    if (progress.rest() != null) {
      byte[] last = bucket.rest(key, progress.rest());
      parts.add(bucket.part(key, progress.upload(), numbers.next(key.job()), last));
    }
    bucket.complete(key, progress.upload(), parts);
    return MADE;
  }

  private LeadLogFilter filter(JsonNode json) {
    return LeadLogFilters.stored(json, clock.instant());
  }

  /** One slice's way through the list. */
  private final class Reading {

    private final ExportKey key;
    private final Progress before;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private final List<Part> parts = new ArrayList<>();
    private int rows;

    Reading(ExportKey key, Progress before, String beginning) {
      this.key = key;
      this.before = before;
      if (before.rest() != null) {
        buffer.writeBytes(bucket.rest(key, before.rest()));
      }
      buffer.writeBytes(beginning.getBytes(StandardCharsets.UTF_8));
    }

    Slice from(LeadLogFilter filter, ListPosition start, Instant until) {
      ListPosition position = start;
      do {
        LeadLogPage page = list.list(filter, ROWS_A_CALL, position);
        buffer.writeBytes(Rows.of(page.items()).getBytes(StandardCharsets.UTF_8));
        rows += page.items().size();
        if (buffer.size() >= PART) {
          parts.add(bucket.part(key, before.upload(), numbers.next(key.job()), taken()));
        }
        position = page.next();
      } while (position != null && rows < ROWS_A_SLICE && clock.instant().isBefore(until));
      String next = before.with(parts, rest(), position).cursor();
      return new Slice(rows, 0, List.of(), next, Duration.ZERO);
    }

    private byte[] taken() {
      byte[] bytes = buffer.toByteArray();
      buffer.reset();
      return bytes;
    }

    private Integer rest() {
      if (buffer.size() == 0) {
        return null;
      }
      int number = numbers.next(key.job());
      bucket.putRest(key, number, taken());
      return number;
    }
  }
}
