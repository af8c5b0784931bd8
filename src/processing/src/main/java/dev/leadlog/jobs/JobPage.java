package dev.leadlog.jobs;

import java.util.List;

/**
 * Some of the jobs, newest first.
 *
 * @param next the cursor of the next page; null where there is none
 */
public record JobPage(List<Job> items, String next) {}
