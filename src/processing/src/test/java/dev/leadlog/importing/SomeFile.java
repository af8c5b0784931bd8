package dev.leadlog.importing;

import dev.leadlog.importing.Imported.Rejected;
import dev.leadlog.importing.Importing.Options;
import dev.leadlog.log.PageId;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What came of importing some text. */
record SomeFile(Imported imported, List<Rejected> rejected) {

  static final Options BY_MARIE = new Options(false, null, "marie");

  static SomeFile of(Importing importing, String... lines) {
    return of(importing, BY_MARIE, bytes(lines));
  }

  static SomeFile onPage(PageId page, Importing importing, String... lines) {
    return of(importing, new Options(false, page, "marie"), bytes(lines));
  }

  static SomeFile checked(Importing importing, String... lines) {
    return of(importing, new Options(true, null, "marie"), bytes(lines));
  }

  static SomeFile of(Importing importing, Options options, byte[] file) {
    List<Rejected> rejected = new ArrayList<>();
    Imported imported =
        importing.run(
            new ByteArrayInputStream(file), options, rejected::add, Duration.ofMinutes(15));
    return new SomeFile(imported, rejected);
  }

  static byte[] bytes(String... lines) {
    return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
  }

  Imported.Read read() {
    return (Imported.Read) imported;
  }

  /** Accepted, duplicates, rejected. */
  List<Long> counts() {
    return List.of(read().accepted(), read().duplicates(), read().rejected());
  }

  Imported.NoHeader noHeader() {
    return (Imported.NoHeader) imported;
  }
}
