package dev.leadlog.importing;

import dev.leadlog.bulkintake.BulkIntake;
import dev.leadlog.importing.Checkpoint.Progress;
import dev.leadlog.importing.Imported.Rejected;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.PageId;
import dev.leadlog.page.PageConfigs;
import dev.leadlog.settings.LeadlogSettings;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Imports leads from CSV files: each becomes a log, Pending, and goes through the queue of bulk
 * work. A row that names no lead never stops the others. The same file can be imported again: what
 * the log holds already is a duplicate.
 */
@Singleton
public class Importing {

  /**
   * How a file is imported.
   *
   * @param dryRun whether it is only checked
   * @param page of rows that name none; null to take the configured page that lists the form
   * @param by who imports it, for the history
   */
  public record Options(boolean dryRun, PageId page, String by) {}

  private final BulkIntake intake;
  private final PageConfigs configs;
  private final LeadlogSettings settings;
  private final Clock clock;

  Importing(BulkIntake intake, PageConfigs configs, LeadlogSettings settings, Clock clock) {
    this.intake = intake;
    this.configs = configs;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Imports a file, line by line: neither it nor what is found in it is held in memory.
   *
   * @param csv UTF-8, or UTF-16 with a byte order mark
   * @param rejected is told of every row that names no lead
   * @param patience how long it may take, but for the leads under way then
   * @throws software.amazon.awssdk.core.exception.SdkException where a store does not answer; what
   *     was recorded until then stays so
   * @throws java.io.UncheckedIOException where the file cannot be read to its end
   */
  public Imported run(
      InputStream csv, Options options, Consumer<Rejected> rejected, Duration patience) {
    Instant end = clock.instant().plus(patience);
    return run(csv, options, rejected, Progress.NONE, reached -> clock.instant().isBefore(end));
  }

  /**
   * The same in parts.
   *
   * @param before how far it was imported already; its rows are checked again, so that those that
   *     are wrong can be told again
   */
  Imported run(
      InputStream csv,
      Options options,
      Consumer<Rejected> rejected,
      Progress before,
      Checkpoint checkpoint) {
    Lines lines = new Lines(csv);
    Optional<Header> header = Headers.read(lines);
    Optional<Imported> refused = refused(header, options);
    if (refused.isPresent()) {
      return refused.get();
    }
    Rows rows = Rows.after(header.get(), lines);
    RowCheck check =
        new RowCheck(header.get(), new PagesByForm(configs), options.page(), later(options));
    return new Run(rows, check, intake, options.dryRun(), before, checkpoint, rejected).toTheEnd();
  }

  private static Optional<Imported> refused(Optional<Header> header, Options options) {
    if (header.isEmpty()) {
      return Optional.of(new Imported.NoHeader(Headers.NEEDED, List.of(), List.of()));
    }
    List<String> missing = Headers.missing(header.get(), options.page() != null);
    return missing.isEmpty() && header.get().twice().isEmpty()
        ? Optional.empty()
        : Optional.of(new Imported.NoHeader(missing, header.get().names(), header.get().twice()));
  }

  private NewLead.Later later(Options options) {
    Instant now = clock.instant();
    return new NewLead.Later(now, now.plus(settings.retry().giveUpAfter()), options.by());
  }
}
