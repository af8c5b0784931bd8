package dev.leadlog.proof;

/** One part of the benchmark, with its section in {@code docs/benchmarks.md}. */
interface BenchmarkPart {

  void measure(LeadPipeline leadPipeline, ReportSection section);
}
