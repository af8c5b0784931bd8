package dev.leadlog.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Writes {@code docs/benchmarks.md}: replaces the text between {@code <!-- name -->} and {@code
 * <!-- /name -->} by the new results, so that {@code git diff} compares both.
 */
final class BenchmarkReport {

  private final Path docs;

  /**
   * @param docs the folder of the file
   */
  BenchmarkReport(Path docs) {
    this.docs = docs;
  }

  /**
   * @param runtimes the runtimes of the measured functions
   */
  void write(String part, double loadBefore, String runtimes, ReportSection section) {
    String measured = section + "\n" + machine(loadBefore, runtimes) + "\n";
    System.out.println("\n## " + part + "\n\n" + measured);
    section.plots().forEach(plot -> plot.write(docs));
    Path file = docs.resolve("benchmarks.md");
    try {
      Files.writeString(file, replaced(Files.readString(file), part, measured));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String replaced(String page, String part, String measured) {
    String begin = "<!-- " + part + " -->\n";
    String end = "<!-- /" + part + " -->";
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    if (from < 0 || to < from) {
      throw new IllegalStateException("docs/benchmarks.md has no section " + part);
    }
    return page.substring(0, from + begin.length()) + measured + page.substring(to);
  }

  /** The system load average. */
  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static String machine(double loadBefore, String runtimes) {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    return String.format(
        Locale.ROOT,
        "*%s, %d cores of %s, %s, load before: %.1f.*",
        LocalDate.now(ZoneOffset.UTC),
        system.getAvailableProcessors(),
        system.getArch(),
        runtimes,
        loadBefore);
  }
}
