package dev.leadlog.proof;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Measures the import of a file with six columns, with a small heap. */
final class ImportBenchmark implements BenchmarkPart {

  private static final int LINES = 100_000;

  @Override
  public void measure(LeadPipeline leadPipeline, ReportSection section) {
    Path file = file(leadPipeline);
    long size = file.toFile().length();
    String key = "incoming/many.csv";
    try (LambdaInstance importer = leadPipeline.benchmarkEnvironment().start("Importer");
        LambdaInstance processor = leadPipeline.benchmarkEnvironment().start("Processor", "256m")) {
      String eTag = leadPipeline.benchmarkEnvironment().bucket().put(key, file);
      LeadPipeline.invoke(importer, leadPipeline.events().uploaded(key, eTag, size));
      Duration before = processor.cpuTime();
      long start = System.nanoTime();
      leadPipeline.drainQueue("JobQueue", processor);
      double seconds = (System.nanoTime() - start) / 1e9;
      String result = leadPipeline.benchmarkEnvironment().bucket().text("results/many.json");
      if (!result.contains("\"accepted\":" + LINES)) {
        throw new IllegalStateException("the import failed: " + result);
      }
      section.addText(
          "Importing %,d lines (%.1f MB) with `-Xmx256m`: %.0f leads a second, %.0f s in all, of which the processor"
              + " computed %.0f s and waited for the stores the rest; peak memory %d MB.",
          LINES,
          size / 1e6,
          LINES / seconds,
          seconds,
          Timings.seconds(processor.cpuTime().minus(before)),
          processor.peakMemory() >> 20);
    }
    leadPipeline.drain();
  }

  private static Path file(LeadPipeline leadPipeline) {
    try {
      Path file = Files.createTempFile("many", ".csv");
      file.toFile().deleteOnExit();
      try (BufferedWriter out = Files.newBufferedWriter(file)) {
        out.write("Leadgen ID,Page ID,Ad ID,Form ID,Created Time,Received Time\n");
        for (String id : leadPipeline.ids(LINES)) {
          out.write(
              "l:%s,%s,ag:23851234567890101,f:%s,2026-02-28T08:49:14+0000,2026-02-28T08:49:17+0000%n"
                  .formatted(id, BenchmarkEnvironment.PAGE, BenchmarkEnvironment.FORM));
        }
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
