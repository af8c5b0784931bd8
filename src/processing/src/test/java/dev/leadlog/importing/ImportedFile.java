package dev.leadlog.importing;

import dev.leadlog.importing.ImportResult.Rejected;
import dev.leadlog.importing.LeadImporter.Options;
import dev.leadlog.log.PageId;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The result of an import of some text. */
record ImportedFile(ImportResult imported, List<Rejected> rejected) {

  static final Options BY_MARIE = new Options(false, null, "marie");

  static ImportedFile of(LeadImporter leadImporter, String... lines) {
    return of(leadImporter, BY_MARIE, bytes(lines));
  }

  static ImportedFile onPage(PageId page, LeadImporter leadImporter, String... lines) {
    return of(leadImporter, new Options(false, page, "marie"), bytes(lines));
  }

  static ImportedFile checked(LeadImporter leadImporter, String... lines) {
    return of(leadImporter, new Options(true, null, "marie"), bytes(lines));
  }

  static ImportedFile of(LeadImporter leadImporter, Options options, byte[] file) {
    List<Rejected> rejected = new ArrayList<>();
    ImportResult imported =
        leadImporter.run(
            new ByteArrayInputStream(file), options, rejected::add, Duration.ofMinutes(15));
    return new ImportedFile(imported, rejected);
  }

  static byte[] bytes(String... lines) {
    return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
  }

  ImportResult.Read read() {
    return (ImportResult.Read) imported;
  }

  /** The numbers of accepted, duplicate and rejected rows. */
  List<Long> counts() {
    return List.of(read().accepted(), read().duplicates(), read().rejected());
  }

  ImportResult.NoHeader noHeader() {
    return (ImportResult.NoHeader) imported;
  }
}
