package dev.leadlog.proof;

/** Something that is measured, and told as a section of {@code docs/benchmarks.md}. */
interface BenchmarkPart {

  void measure(LeadPipeline leadPipeline, ReportSection section);
}
