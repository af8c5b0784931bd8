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
 * {@code docs/benchmarks.md}: what stands between {@code <!-- name -->} and {@code <!-- /name -->}
 * is replaced by what was measured last, so that {@code git diff} shows before and after.
 */
final class BenchmarkReport {

  private final Path docs;

  /**
   * @param docs the folder that it is in
   */
  BenchmarkReport(Path docs) {
    this.docs = docs;
  }

  /**
   * @param runtimes what ran the functions that were measured
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
      throw new IllegalStateException("docs/benchmarks.md has no place for " + part);
    }
    return page.substring(0, from + begin.length()) + measured + page.substring(to);
  }

  /** How busy the machine is: processes that want to run. */
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
