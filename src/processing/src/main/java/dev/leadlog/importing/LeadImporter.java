package dev.leadlog.importing;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.bulkintake.BulkIntake;
import dev.leadlog.importing.ImportResult.Rejected;
import dev.leadlog.log.NewLead;
import dev.leadlog.log.PageId;
import dev.leadlog.page.PageConfigs;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Imports leads from CSV files: each lead gets a Pending log and a message on the backlog queue. A
 * row that names no lead does not stop the import. A file can be imported again: leads that are
 * already logged are duplicates.
 */
@Singleton
public class LeadImporter {

  /**
   * How a file is imported.
   *
   * @param dryRun whether it is only checked
   * @param page the page of rows that name none; null for the configured page that lists the form
   * @param by who imports it, for the history
   */
  public record Options(boolean dryRun, PageId page, String by) {}

  private final BulkIntake intake;
  private final PageConfigs configs;
  private final LeadlogSettings settings;
  private final Clock clock;

  LeadImporter(BulkIntake intake, PageConfigs configs, LeadlogSettings settings, Clock clock) {
    this.intake = intake;
    this.configs = configs;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Imports a file, line by line.
   *
   * @param csv UTF-8, UTF-16 or Windows-1252
   * @param rejected receives every row that names no lead
   * @param timeLimit how long rows are read at most; leads that are being recorded are completed
   * @throws software.amazon.awssdk.core.exception.SdkException if a store does not answer; the
   *     leads recorded so far stay
   * @throws java.io.UncheckedIOException if the file cannot be read to its end
   */
  public ImportResult run(
      InputStream csv, Options options, Consumer<Rejected> rejected, Duration timeLimit) {
    try {
      return read(LineReader.of(csv), options, rejected, clock.instant().plus(timeLimit));
    } catch (RangedDownload.Ended e) {
      return new ImportResult.Ended(e.getMessage());
    }
  }

  private ImportResult read(
      LineReader lines, Options options, Consumer<Rejected> rejected, Instant end) {
    Header header = Header.of(lines);
    Optional<ImportResult.NoHeader> refusal = header.refusal(options.page());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    return run(
            lines,
            header,
            options,
            clock.instant(),
            known -> Collections.nCopies(known.size(), ImportSlice.Before.KNOWN),
            ImportWarnings.of(lines, header),
            rejected)
        .run(Integer.MAX_VALUE, () -> clock.instant().isBefore(end));
  }

  /**
   * Creates the import of the next rows.
   *
   * @param at the time for the history of the leads
   * @param before as in {@link ImportSlice.Target}
   */
  ImportSlice run(
      LineReader lines,
      Header header,
      Options options,
      Instant at,
      Function<List<NewLead>, List<ImportSlice.Before>> before,
      ImportWarnings warnings,
      Consumer<Rejected> rejected) {
    NewLead.Later later =
        new NewLead.Later(at, at.plus(settings.retry().giveUpAfter()), options.by());
    RowValidator check =
        new RowValidator(new PagesByForm(configs), options.page(), later, warnings);
    ImportSlice.Target target = new ImportSlice.Target(intake, options.dryRun(), before);
    return new ImportSlice(new CsvRowReader(lines, header), check, target, warnings, rejected);
  }
}
